"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export interface TabItem {
  readonly value: string;
  readonly label: string;
  readonly panel: ReactNode;
}

export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <Base.Root defaultValue={items[0]?.value ?? null} className="min-w-0">
      <Base.List aria-label={label} className="flex gap-1 overflow-x-auto border-line border-b">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="-mb-px h-9 shrink-0 border-transparent border-b-2 px-3 font-medium text-muted focus-visible:-outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-4 focus-visible:outline-offset-4">
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
