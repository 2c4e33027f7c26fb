import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "@/components/brand";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { ButtonLink } from "@/components/ui/button-link";

export default function StackLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-7xl px-4 pb-16 sm:px-8">
      <header className="flex h-16 items-center justify-between gap-3">
        <Link href="/" aria-label="PolicyLayer, start page" className="rounded">
          <Brand />
        </Link>
        <div className="flex items-center gap-2">
          <span className="max-sm:hidden">
            <ThemeSwitch />
          </span>
          <ButtonLink href="/sign-in" size="sm">
            Sign in
          </ButtonLink>
        </div>
      </header>
      <main className="py-6">{children}</main>
    </div>
  );
}
