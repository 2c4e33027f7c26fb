import { newId } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import { catalogueSlug, distinctSlug } from "./catalogue-slug";
import type { ServerEntry } from "./server-entry";
import { type NewChange, writeChanges } from "./write-changes";

export type CatalogueSourceKind = "built_in" | "registry" | "file" | "listing";

/** What a more trusted source said of a server isn't overwritten by another. */
const TRUST: Readonly<Record<string, number>> = { registry: 3, file: 2, listing: 2, built_in: 1 };

export interface WrittenEntry {
  readonly id: string;
  readonly name: string;
  readonly isDeleted: boolean;
  readonly listingHash: string | null;
  readonly listingSource: string | null;
  readonly listedAt: Date | null;
  readonly classifierVersion: string | null;
}

export interface WrittenEntries {
  /** By key; without those that were deleted before anybody heard of them. */
  readonly byKey: ReadonlyMap<string, WrittenEntry>;
  /** New, different or deleted. */
  readonly applied: number;
  readonly deleted: number;
}

/**
 * Takes over servers as a source describes them; of several with one key the last. Writing the same again changes nothing
 * but `synced_at`. A deleted server keeps its row and its history, and loses its tools.
 */
export async function writeEntries(
  tx: Tx,
  entries: readonly ServerEntry[],
  source: CatalogueSourceKind,
  now: Date,
): Promise<WrittenEntries> {
  const wanted = new Map(entries.map((entry) => [entry.key, entry]));
  const known = await lockKnown(tx, [...wanted.keys()]);
  const byKey = new Map<string, WrittenEntry>();
  const rows: Row[] = [];
  const changes: NewChange[] = [];
  const seen: string[] = [];
  const deleted: string[] = [];
  for (const entry of wanted.values()) {
    const before = known.get(entry.key);
    const isDeleted = entry.status === "deleted";
    if (before === undefined) {
      if (isDeleted) continue;
      const id = newId("cat");
      rows.push({ ...entry, id, slug: "", source });
      byKey.set(entry.key, { ...NEVER_LISTED, id, name: entry.name, isDeleted });
      continue;
    }
    const { id } = before;
    const isTrusted = (TRUST[source] ?? 0) >= (TRUST[before.source] ?? 0);
    const hasGone = isTrusted && isDeleted && before.status !== "deleted";
    if (isTrusted && before.entryHash !== entry.entryHash) rows.push({ ...entry, id, slug: before.slug, source });
    else seen.push(id);
    if (hasGone) deleted.push(id);
    if (isTrusted) changes.push(...entryChanges(before, entry));
    const isGone = isTrusted ? isDeleted : before.status === "deleted";
    byKey.set(entry.key, { ...(isGone ? NEVER_LISTED : before), id, name: entry.name, isDeleted: isGone });
  }
  await giveSlugs(tx, rows);
  await upsert(tx, rows, now);
  if (seen.length > 0)
    await tx.$executeRaw`UPDATE catalogue_servers SET synced_at = ${now}::timestamptz WHERE id = ANY(${seen}::text[])`;
  await dropTools(tx, deleted);
  await writeChanges(tx, changes, now);
  return { byKey, applied: rows.length, deleted: deleted.length };
}

const NEVER_LISTED = { listingHash: null, listingSource: null, listedAt: null, classifierVersion: null };

type Row = ServerEntry & { readonly id: string; slug: string; readonly source: string };

interface Known extends WrittenEntry {
  readonly key: string;
  readonly slug: string;
  readonly entryHash: string;
  readonly status: string;
  readonly version: string | null;
  readonly source: string;
}

/** In the order of their ids, so that two writers wait for each other instead of both being ended. */
async function lockKnown(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const rows = await tx.$queryRaw<Known[]>`
    SELECT id, key, slug, name, entry_hash AS "entryHash", status, version, source, listing_hash AS "listingHash",
      listing_source AS "listingSource",
      listed_at AS "listedAt", classifier_version AS "classifierVersion", status = 'deleted' AS "isDeleted"
    FROM catalogue_servers WHERE key = ANY(${[...keys]}::text[]) ORDER BY id FOR UPDATE`;
  return new Map(rows.map((row) => [row.key, row]));
}

function entryChanges(before: Known, entry: ServerEntry): NewChange[] {
  const changes: NewChange[] = [];
  const serverId = before.id;
  if (before.status !== entry.status) {
    changes.push({ serverId, kind: "status", tool: null, detail: { from: before.status, to: entry.status } });
  }
  if (before.version !== entry.version && entry.version !== null) {
    changes.push({ serverId, kind: "version", tool: null, detail: { from: before.version, to: entry.version } });
  }
  return changes;
}

/** The plain one for whoever comes first; a taken one with the hash of the name. */
async function giveSlugs(tx: Tx, rows: readonly Row[]): Promise<void> {
  const fresh = rows.filter(({ slug }) => slug === "");
  if (fresh.length === 0) return;
  const plain = fresh.map(({ key }) => catalogueSlug(key));
  const found = await tx.$queryRaw<
    { slug: string }[]
  >`SELECT slug FROM catalogue_servers WHERE slug = ANY(${plain}::text[])`;
  const taken = new Set(found.map(({ slug }) => slug));
  for (const row of fresh) {
    const slug = catalogueSlug(row.key);
    row.slug = taken.has(slug) ? distinctSlug(row.key) : slug;
    taken.add(row.slug);
  }
}

async function upsert(tx: Tx, rows: readonly Row[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO catalogue_servers (id, key, slug, name, title, description, repository_url, website_url, packages, remotes,
      transports, official, version, status, source, flags, entry_hash, first_seen_at, changed_at, synced_at)
    SELECT u.id, u.key, u.slug, u.name, u.title, u.description, u."repositoryUrl", u."websiteUrl", u.packages, u.remotes,
      u.transports, u.official, u.version, u.status, u.source, u.flags, u."entryHash", ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS u(id text, key text, slug text, name text, title text,
      description text, "repositoryUrl" text, "websiteUrl" text, packages jsonb, remotes jsonb, transports text[],
      official boolean, version text, status text, source text, flags text[], "entryHash" text)
    ORDER BY u.id
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, description = excluded.description,
      repository_url = excluded.repository_url, website_url = excluded.website_url, packages = excluded.packages,
      remotes = excluded.remotes, transports = excluded.transports, official = excluded.official, version = excluded.version,
      status = excluded.status, source = excluded.source, flags = excluded.flags, entry_hash = excluded.entry_hash,
      changed_at = excluded.changed_at, synced_at = excluded.synced_at`;
}

async function dropTools(tx: Tx, serverIds: readonly string[]): Promise<void> {
  if (serverIds.length === 0) return;
  await tx.$executeRaw`DELETE FROM catalogue_tools WHERE server_id = ANY(${[...serverIds]}::text[])`;
  await tx.$executeRaw`
    UPDATE catalogue_servers SET listing_hash = NULL, listing_source = NULL, listed_at = NULL, classifier_version = NULL,
      tool_count = 0, read_count = 0, write_count = 0, execute_count = 0, destructive_count = 0, financial_count = 0,
      unknown_count = 0, token_count = 0, effects = '{}', tool_words = ''
    WHERE id = ANY(${[...serverIds]}::text[])`;
}
