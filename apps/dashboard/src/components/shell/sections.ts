import {
  BookOpen,
  Building2,
  FileSliders,
  Hand,
  KeyRound,
  Library,
  ListTree,
  type LucideIcon,
  Server,
  SquareTerminal,
} from "lucide-react";

export interface Section {
  readonly label: string;
  readonly path: string;
  readonly icon: LucideIcon;
}

export const MAIN_SECTIONS: readonly Section[] = [
  { label: "Servers", path: "servers", icon: Server },
  { label: "Policies", path: "policies", icon: FileSliders },
  { label: "Grants", path: "grants", icon: KeyRound },
  { label: "Audit log", path: "calls", icon: ListTree },
  { label: "Approvals", path: "approvals", icon: Hand },
];

/** What waits in a section, by its path. Said beside its name; nothing where it is 0. */
export type SectionCounts = Readonly<Record<string, number>>;

/** "3", and "99+" where the number itself says no more than "many". */
export function countInWords(count: number): string {
  return count > 99 ? "99+" : String(count);
}

/** Public pages: the same for every organization. */
export const DISCOVER_LINKS = [{ label: "Catalogue", href: "/catalogue", icon: BookOpen }] as const;

export const SETTINGS_SECTIONS: readonly Section[] = [
  { label: "API keys", path: "settings/api-keys", icon: SquareTerminal },
  { label: "Organization", path: "settings/organization", icon: Building2 },
  { label: "Catalogue sources", path: "settings/catalogue", icon: Library },
];

export const SECTIONS = { main: MAIN_SECTIONS, settings: SETTINGS_SECTIONS } as const;

/** Whether an address lies in a section: `/acme/servers/stripe` does in `servers`. */
export function isInSection(pathname: string, organization: string, section: Section): boolean {
  const root = `/${organization}/${section.path}`;
  return pathname === root || pathname.startsWith(`${root}/`);
}
