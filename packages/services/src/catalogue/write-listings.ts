import { createHash } from "node:crypto";
import type { Tx } from "@policylayer/db";
import { type RiskClass, riskClasses } from "@policylayer/risk";
import { compareListings, type KnownTool } from "./compare-listings";
import type { ToolRecord } from "./tool-record";
import { writeChanges } from "./write-changes";
import type { CatalogueSourceKind, WrittenEntry } from "./write-entries";

/** The tools of one server as they were listed at one time. */
export interface Listing {
  readonly server: WrittenEntry;
  readonly tools: readonly ToolRecord[];
  readonly source: CatalogueSourceKind;
  readonly listedAt: Date;
  readonly classifierVersion: string;
}

export interface WrittenListings {
  /** Servers whose tools are different from what was known. */
  readonly changed: number;
  readonly toolsWritten: number;
}

const TOOL_WORDS_MAX = 20_000;

/**
 * Takes over what servers list. A listing that is older than the one that is known, or the same, changes nothing; of a
 * different one exactly the tools that differ are written, and each difference is a line of history. The servers' rows are
 * locked by the caller, who has just written or read them in this transaction.
 */
export async function writeListings(tx: Tx, listings: readonly Listing[], now: Date): Promise<WrittenListings> {
  const news = listings.filter(isNews);
  if (news.length === 0) return { changed: 0, toolsWritten: 0 };
  const known = await knownTools(tx, news);
  const compared = news.map((listing) => compareListings(listing, known.get(listing.server.id) ?? new Map()));
  const gone = compared.flatMap(({ gone: names, listing }) => names.map((name) => ({ s: listing.server.id, n: name })));
  if (gone.length > 0) {
    await tx.$executeRaw`
      DELETE FROM catalogue_tools t USING jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) AS u(s text, n text)
      WHERE t.server_id = u.s AND t.name = u.n`;
  }
  const rows = compared.flatMap(({ written, listing }) =>
    written.map((tool) => ({ ...tool, serverId: listing.server.id })),
  );
  await upsertTools(tx, rows, now);
  await updateServers(tx, news, now);
  await writeChanges(
    tx,
    compared.flatMap(({ changes }) => changes),
    now,
  );
  return { changed: news.length, toolsWritten: rows.length + gone.length };
}

/** Over names and definitions, in whatever order they were listed. */
export function listingHash(tools: readonly ToolRecord[]): string {
  const lines = tools.map(({ name, hash }) => `${name}\n${hash}\n`).sort();
  return createHash("sha256").update(lines.join("")).digest("hex");
}

function isNews({ server, tools, source, listedAt, classifierVersion }: Listing): boolean {
  if (server.isDeleted) return false;
  // What ships with the product knows less of a server than whoever listed it here.
  if (source === "built_in" && server.listingSource !== null && server.listingSource !== source) return false;
  if (server.listingHash === null || server.listedAt === null) return true;
  if (listedAt < server.listedAt) return false;
  return server.listingHash !== listingHash(tools) || server.classifierVersion !== classifierVersion;
}

async function knownTools(tx: Tx, listings: readonly Listing[]): Promise<Map<string, Map<string, KnownTool>>> {
  const known = new Map<string, Map<string, KnownTool>>();
  const ids = listings.filter(({ server }) => server.listingHash !== null).map(({ server }) => server.id);
  if (ids.length === 0) return known;
  const rows = await tx.$queryRaw<(KnownTool & { serverId: string; name: string })[]>`
    SELECT t.server_id AS "serverId", t.name, t.class, t.hash, d.parameters, d.annotations, d.description
    FROM catalogue_tools t JOIN catalogue_tool_details d USING (server_id, name) WHERE t.server_id = ANY(${ids}::text[])`;
  for (const { serverId, name, ...tool } of rows) {
    const ofServer = known.get(serverId) ?? new Map<string, KnownTool>();
    known.set(serverId, ofServer.set(name, tool));
  }
  return known;
}

async function upsertTools(tx: Tx, rows: readonly (ToolRecord & { serverId: string })[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO catalogue_tools (server_id, name, class, severity, effects, is_unknown, confidence, token_count,
      parameter_count, required_count, hash, search)
    SELECT u."serverId", u.name, u.class, u.severity, u.effects, u."isUnknown", u.confidence, u."tokenCount",
      u."parameterCount", u."requiredCount", u.hash, catalogue_search(u.name || ' ' || coalesce(u.title, ''), u.description, '')
    FROM jsonb_to_recordset(${json}::jsonb) AS u("serverId" text, name text, title text, description text, class text,
      severity text, effects text[], "isUnknown" boolean, confidence real, "tokenCount" integer, "parameterCount" integer,
      "requiredCount" integer, hash text)
    ON CONFLICT (server_id, name) DO UPDATE SET class = excluded.class, severity = excluded.severity,
      effects = excluded.effects, is_unknown = excluded.is_unknown, confidence = excluded.confidence,
      token_count = excluded.token_count, parameter_count = excluded.parameter_count,
      required_count = excluded.required_count, hash = excluded.hash, search = excluded.search`;
  await tx.$executeRaw`
    INSERT INTO catalogue_tool_details (server_id, name, title, description, parameters, accepts_unknown, annotations, evidence,
      language, flags, first_seen_at, changed_at)
    SELECT u."serverId", u.name, u.title, u.description, u.parameters, u."acceptsUnknown", u.annotations, u.evidence,
      u.language, u.flags, ${now}::timestamptz, ${now}::timestamptz
    FROM jsonb_to_recordset(${json}::jsonb) AS u("serverId" text, name text, title text, description text, parameters jsonb,
      "acceptsUnknown" boolean, annotations jsonb, evidence jsonb, language text, flags text[])
    ON CONFLICT (server_id, name) DO UPDATE SET title = excluded.title, description = excluded.description,
      parameters = excluded.parameters, accepts_unknown = excluded.accepts_unknown, annotations = excluded.annotations,
      evidence = excluded.evidence, language = excluded.language, flags = excluded.flags, changed_at = excluded.changed_at`;
}

async function updateServers(tx: Tx, listings: readonly Listing[], now: Date): Promise<void> {
  const rows = listings.map(({ server, tools, source, listedAt, classifierVersion }) => ({
    id: server.id,
    hash: listingHash(tools),
    source,
    listedAt,
    version: classifierVersion,
    tools: tools.length,
    ...countsOf(tools),
    unknown: tools.filter(({ isUnknown }) => isUnknown).length,
    tokens: tools.reduce((sum, { tokenCount }) => Math.min(sum + tokenCount, 2_000_000_000), 0),
    effects: [...new Set(tools.flatMap(({ effects }) => effects))].sort(),
    words: tools
      .map(({ name }) => name)
      .join(" ")
      .slice(0, TOOL_WORDS_MAX),
  }));
  await tx.$executeRaw`
    UPDATE catalogue_servers s SET listing_hash = u.hash, listing_source = u.source, listed_at = u."listedAt",
      classifier_version = u.version, tool_count = u.tools, read_count = u.read, write_count = u.write,
      execute_count = u.execute, destructive_count = u.destructive, financial_count = u.financial, unknown_count = u.unknown,
      token_count = u.tokens, effects = u.effects, tool_words = u.words, changed_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS u(id text, hash text, source text, "listedAt" timestamptz,
      version text, tools integer, read integer, write integer, execute integer, destructive integer, financial integer,
      unknown integer, tokens integer, effects text[], words text)
    WHERE s.id = u.id`;
}

function countsOf(tools: readonly ToolRecord[]): Record<RiskClass, number> {
  const counts = { read: 0, write: 0, execute: 0, destructive: 0, financial: 0 } satisfies Record<RiskClass, number>;
  for (const each of riskClasses) counts[each] = tools.filter((tool) => tool.class === each).length;
  return counts;
}
