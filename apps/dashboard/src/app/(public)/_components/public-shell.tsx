import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "@/components/brand";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { ButtonLink } from "@/components/ui/button-link";

const SECTIONS = [
  { label: "Catalogue", href: "/catalogue" },
  { label: "Attacks", href: "/attacks" },
  { label: "Stack", href: "/stack" },
  { label: "Policies", href: "/docs/policy" },
  { label: "Risk", href: "/docs/risk" },
] as const;

/** What stands around the catalogue's public pages. The same for everybody, whoever is signed in. */
export function PublicShell({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-7xl px-4 pb-16 sm:px-8">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-on-primary focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <header className="flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
        <Link href="/" aria-label="PolicyLayer, start page" className="flex rounded">
          <Brand />
        </Link>
        <nav aria-label="Public pages" className="max-sm:order-last max-sm:w-full sm:mr-auto">
          <ul className="-mx-2 flex flex-wrap items-center">
            {SECTIONS.map(({ label, href }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  className="block rounded-md px-2 py-1.5 font-medium text-muted hover:bg-hover hover:text-ink"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex items-center gap-2">
          <span className="max-sm:hidden">
            <ThemeSwitch />
          </span>
          <ButtonLink href="/sign-in" size="sm" prefetch={false}>
            Sign in
          </ButtonLink>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="py-6 outline-none">
        {children}
      </main>
    </div>
  );
}
