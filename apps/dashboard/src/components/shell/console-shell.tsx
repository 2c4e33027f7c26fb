import { LogOut } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { signOutAction } from "@/app/(auth)/sign-out-action";
import { Brand } from "../brand";
import { DiscoverLinks } from "./discover-links";
import { MobileNavigation } from "./mobile-navigation";
import { type OrganizationChoice, OrganizationMenu } from "./organization-menu";
import { SectionLinks } from "./section-links";
import type { SectionCounts } from "./sections";
import { ThemeSwitch } from "./theme-switch";

interface ConsoleShellProps {
  readonly current: OrganizationChoice;
  readonly choices: readonly OrganizationChoice[];
  readonly email: string;
  readonly counts: SectionCounts;
  readonly children: ReactNode;
}

/** What stands around every page of an organization: a column on wide screens, bars above and below on narrow ones. */
export function ConsoleShell({ current, choices, email, counts, children }: ConsoleShellProps) {
  return (
    <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-on-primary focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <aside
        aria-label="Organization and account"
        className="sticky top-0 hidden h-dvh flex-col border-line border-r bg-sunken/50 px-3 py-4 lg:flex"
      >
        <Link href={`/${current.slug}/servers`} className="mb-4 self-start rounded-md px-1.5 py-1">
          <Brand />
        </Link>
        <OrganizationMenu current={current} choices={choices} />
        <nav aria-label="Main" className="mt-5 grid gap-5 overflow-y-auto">
          <SectionLinks organization={current.slug} group="main" counts={counts} />
          <div>
            <p className="mb-1 px-2.5 font-medium text-muted text-xs">Discover</p>
            <DiscoverLinks />
          </div>
          <div>
            <p className="mb-1 px-2.5 font-medium text-muted text-xs">Settings</p>
            <SectionLinks organization={current.slug} group="settings" />
          </div>
        </nav>
        <div className="mt-auto grid gap-3 border-line border-t pt-3">
          <p className="truncate px-1.5 text-[0.8125rem] text-muted" title={email}>
            {email}
          </p>
          <div className="flex items-center justify-between gap-2">
            <ThemeSwitch />
            <SignOutButton />
          </div>
        </div>
      </aside>
      <MobileNavigation current={current} choices={choices} email={email} counts={counts} signOut={<SignOutButton />} />
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <div className="mx-auto w-full max-w-6xl px-4 pt-6 pb-28 sm:px-6 lg:px-8 lg:pt-8 lg:pb-16">{children}</div>
      </main>
    </div>
  );
}

function SignOutButton() {
  return (
    <form action={signOutAction}>
      <button
        type="submit"
        className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 font-medium text-[0.8125rem] text-muted hover:bg-hover hover:text-ink"
      >
        <LogOut aria-hidden className="size-4" />
        Sign out
      </button>
    </form>
  );
}
