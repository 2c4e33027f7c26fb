"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../cn";
import { countInWords, isInSection, SECTIONS, type SectionCounts } from "./sections";

interface SectionLinksProps {
  readonly organization: string;
  readonly group: keyof typeof SECTIONS;
  readonly counts?: SectionCounts;
  readonly onNavigate?: () => void;
}

export function SectionLinks({ organization, group, counts, onNavigate }: SectionLinksProps) {
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {SECTIONS[group].map((section) => {
        const count = counts?.[section.path] ?? 0;
        const isCurrent = isInSection(pathname, organization, section);
        return (
          <li key={section.path}>
            <Link
              href={`/${organization}/${section.path}`}
              aria-current={isCurrent ? "page" : undefined}
              {...(onNavigate ? { onClick: onNavigate } : {})}
              className={cn(
                "flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted transition-colors hover:bg-hover hover:text-ink",
                isCurrent && "bg-hover text-ink",
              )}
            >
              <section.icon aria-hidden className={cn("size-4", isCurrent && "text-accent")} />
              {section.label}
              {count === 0 ? null : (
                <span className="ml-auto rounded-full bg-ask-soft px-1.5 font-medium text-ask text-xs leading-5">
                  {countInWords(count)}
                  <span className="sr-only"> waiting</span>
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
