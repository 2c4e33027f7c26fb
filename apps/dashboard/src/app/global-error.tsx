"use client";

import "./globals.css";
import { FailureMessage } from "@/components/shell/failure-message";

/** Replaces the whole document when even the root layout failed, so it brings its own. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="min-h-dvh font-sans">
        <main className="px-6 py-10 sm:mx-auto sm:max-w-2xl">
          <FailureMessage error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
