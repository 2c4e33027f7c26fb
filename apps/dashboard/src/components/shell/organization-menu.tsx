"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";

export interface OrganizationChoice {
  readonly slug: string;
  readonly name: string;
}

interface OrganizationMenuProps {
  readonly current: OrganizationChoice;
  readonly choices: readonly OrganizationChoice[];
}

const ITEM = "flex h-9 items-center gap-2 rounded-md px-2.5 outline-none data-highlighted:bg-hover";

export function OrganizationMenu({ current, choices }: OrganizationMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={`${current.name}, switch organization`}
        className="flex h-10 w-full min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-left shadow-lift transition-colors hover:bg-hover data-popup-open:bg-hover"
      >
        <Initial name={current.name} />
        <span className="min-w-0 flex-1 truncate font-medium">{current.name}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="start" className="z-50">
          <Menu.Popup className="max-h-80 w-(--anchor-width) min-w-56 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float outline-none">
            {choices.map((choice) => (
              <Menu.LinkItem
                key={choice.slug}
                closeOnClick
                render={<Link href={`/${choice.slug}/servers`} />}
                className={ITEM}
              >
                <Initial name={choice.name} />
                <span className="min-w-0 flex-1 truncate">{choice.name}</span>
                {choice.slug === current.slug ? <Check aria-label="Current" className="size-4 text-accent" /> : null}
              </Menu.LinkItem>
            ))}
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.LinkItem closeOnClick render={<Link href="/organizations/new" />} className={ITEM}>
              <Plus aria-hidden className="size-4 text-muted" />
              New organization
            </Menu.LinkItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** The first letter, painted and not written, so that it is no part of any name. */
function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      data-initial={[...name][0] ?? "?"}
      className="grid size-5 shrink-0 place-items-center rounded bg-accent-soft font-semibold text-[0.6875rem] text-accent uppercase before:content-[attr(data-initial)]"
    />
  );
}
