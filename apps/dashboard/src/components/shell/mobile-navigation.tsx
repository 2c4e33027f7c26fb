"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Mark } from "../brand";
import { cn } from "../cn";
import { Dialog, DialogBody } from "../ui/dialog";
import { DiscoverLinks } from "./discover-links";
import { type OrganizationChoice, OrganizationMenu } from "./organization-menu";
import { SectionLinks } from "./section-links";
import { countInWords, isInSection, MAIN_SECTIONS, SETTINGS_SECTIONS, type SectionCounts } from "./sections";
import { ThemeSwitch } from "./theme-switch";

interface MobileNavigationProps {
  readonly current: OrganizationChoice;
  readonly choices: readonly OrganizationChoice[];
  readonly email: string;
  readonly counts: SectionCounts;
  readonly signOut: ReactNode;
}

const TAB = "flex h-14 flex-col items-center justify-center gap-0.5 font-medium text-[0.6875rem] text-muted";

/** Narrow screens: the organization above, the sections within a thumb's reach, and the rest behind "More". */
export function MobileNavigation({ current, choices, email, counts, signOut }: MobileNavigationProps) {
  const pathname = usePathname();
  const [isOpen, setIsOpen] = useState(false);
  const isElsewhere = SETTINGS_SECTIONS.some((section) => isInSection(pathname, current.slug, section));
  return (
    <>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-2.5 border-line border-b bg-canvas/95 px-4 backdrop-blur lg:hidden">
        <Link href={`/${current.slug}/servers`} aria-label="PolicyLayer" className="rounded-md">
          <Mark />
        </Link>
        <span aria-hidden className="text-line-strong">
          /
        </span>
        <span className="min-w-0 truncate font-medium">{current.name}</span>
      </header>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        <ul className="mx-auto grid max-w-md grid-cols-6">
          {MAIN_SECTIONS.map((section) => {
            const count = counts[section.path] ?? 0;
            const isCurrent = isInSection(pathname, current.slug, section);
            return (
              <li key={section.path}>
                <Link
                  href={`/${current.slug}/${section.path}`}
                  aria-current={isCurrent ? "page" : undefined}
                  className={cn(TAB, "focus-visible:-outline-offset-2", isCurrent && "text-accent")}
                >
                  <span className="relative">
                    <section.icon aria-hidden className="size-5" />
                    {count === 0 ? null : (
                      <span className="absolute -top-1.5 left-3 rounded-full bg-ask-soft px-1 text-ask leading-4">
                        {countInWords(count)}
                        <span className="sr-only"> waiting: </span>
                      </span>
                    )}
                  </span>
                  {section.label}
                </Link>
              </li>
            );
          })}
          <li>
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => setIsOpen(true)}
              className={cn(TAB, "w-full focus-visible:-outline-offset-2", isElsewhere && "text-accent")}
            >
              <Ellipsis aria-hidden className="size-5" />
              More
            </button>
          </li>
        </ul>
      </nav>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="More" description={email}>
        <DialogBody className="grid gap-5">
          <OrganizationMenu current={current} choices={choices} />
          <div>
            <p className="mb-1 px-2.5 font-medium text-muted text-xs">Discover</p>
            <DiscoverLinks />
          </div>
          <div>
            <p className="mb-1 px-2.5 font-medium text-muted text-xs">Settings</p>
            <SectionLinks organization={current.slug} group="settings" onNavigate={() => setIsOpen(false)} />
          </div>
          <div className="flex items-center justify-between gap-3 border-line border-t pt-4">
            <ThemeSwitch />
            {signOut}
          </div>
        </DialogBody>
      </Dialog>
    </>
  );
}
