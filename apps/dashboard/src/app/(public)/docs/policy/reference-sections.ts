import { policyReference, type ReferenceEntry } from "@policylayer/policy";

export interface ReferenceSection {
  /** For the address of the section. */
  readonly id: string;
  readonly title: string;
  readonly kind: ReferenceEntry["kind"];
  readonly entries: readonly ReferenceEntry[];
}

/** The reference in sections, in its own order. */
export function referenceSections(): readonly ReferenceSection[] {
  const sections = new Map<string, ReferenceEntry[]>();
  for (const entry of policyReference()) {
    const entries = sections.get(entry.section) ?? [];
    entries.push(entry);
    sections.set(entry.section, entries);
  }
  return [...sections].map(([title, entries]) => {
    return { id: idOf(title), title, kind: entries[0]?.kind ?? "field", entries };
  });
}

function idOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
