import type { Tx } from "@policylayer/db";

export const catalogueChangeKinds = [
  "listed",
  "tool_added",
  "tool_removed",
  "tool_changed",
  "reclassified",
  "more",
  "version",
  "status",
] as const;
export type CatalogueChangeKind = (typeof catalogueChangeKinds)[number];

/** One line of a server's history. `detail` by kind: listed {tools}; tool_… {class, …}; version and status {from, to}. */
export interface NewChange {
  readonly serverId: string;
  readonly kind: CatalogueChangeKind;
  readonly tool: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export async function writeChanges(tx: Tx, changes: readonly NewChange[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO catalogue_changes (server_id, at, kind, tool, detail)
    SELECT u."serverId", ${now}::timestamptz, u.kind, u.tool, u.detail
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS u("serverId" text, kind text, tool text, detail jsonb)`;
}
