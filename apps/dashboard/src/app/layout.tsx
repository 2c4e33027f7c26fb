import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Notifications } from "@/components/shell/notifications";
import { ThemeProvider } from "@/components/shell/theme-provider";

export const metadata: Metadata = {
  title: { default: "PolicyLayer", template: "%s · PolicyLayer" },
  description:
    "A gateway between AI agents and MCP servers: every tool call judged by your rules, and every decision recorded.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafb" },
    { media: "(prefers-color-scheme: dark)", color: "#101216" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body className="min-h-dvh font-sans">
        <ThemeProvider nonce={nonce}>
          {children}
          <Notifications />
        </ThemeProvider>
      </body>
    </html>
  );
}
