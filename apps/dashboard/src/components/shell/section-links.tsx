"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../cn";
import { isInSection, SECTIONS } from "./sections";

interface SectionLinksProps {
  readonly organization: string;
  readonly group: keyof typeof SECTIONS;
  readonly onNavigate?: () => void;
}

export function SectionLinks({ organization, group, onNavigate }: SectionLinksProps) {
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {SECTIONS[group].map((section) => {
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
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
