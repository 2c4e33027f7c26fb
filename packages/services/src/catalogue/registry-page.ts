import { z } from "zod";
import { catalogueStatuses, isOwnDomain, type ListedServer, listedServerSchema } from "./server-entry";

const OFFICIAL = "io.modelcontextprotocol.registry/official";

const pageSchema = z.object({
  servers: z.array(z.unknown()).max(1_000),
  metadata: z.object({ nextCursor: z.string().max(4_000).nullish() }).nullish(),
});
const metaSchema = z.object({ status: z.enum(catalogueStatuses).optional(), isLatest: z.boolean().optional() });
const entrySchema = z.object({
  server: listedServerSchema,
  _meta: z
    .object({ [OFFICIAL]: metaSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

export interface RegistryPage {
  /** The latest versions, as they are stored. */
  readonly servers: readonly ListedServer[];
  readonly entries: number;
  /** Entries that are no servers. */
  readonly refused: number;
  /** null: this was the last page. */
  readonly nextCursor: string | null;
}

/** The address of a page. Deleted entries are asked for, to be deleted here as well; versions before the latest aren't. */
export function registryPageUrl(base: string, updatedSince: Date | null, cursor: string | null): URL {
  const url = new URL(`${base.replace(/\/+$/, "")}/v0.1/servers`);
  url.searchParams.set("limit", "100");
  url.searchParams.set("version", "latest");
  url.searchParams.set("include_deleted", "true");
  if (updatedSince !== null) url.searchParams.set("updated_since", updatedSince.toISOString());
  if (cursor !== null) url.searchParams.set("cursor", cursor);
  return url;
}

/** A page of `GET /v0.1/servers`; null when it isn't one. An entry that can't be read costs itself only. */
export function readRegistryPage(value: unknown): RegistryPage | null {
  const page = pageSchema.safeParse(value);
  if (!page.success) return null;
  const read = page.data.servers.map((entry) => entrySchema.safeParse(entry));
  const servers = read.flatMap(({ success, data }) => {
    if (!success) return [];
    const meta = data._meta?.[OFFICIAL];
    if (meta?.isLatest === false) return [];
    const { server } = data;
    return { ...server, status: meta?.status ?? server.status, official: isOwnDomain(server.name) };
  });
  const nextCursor = page.data.metadata?.nextCursor ?? "";
  return {
    servers,
    entries: read.length,
    refused: read.filter(({ success }) => !success).length,
    nextCursor: nextCursor === "" ? null : nextCursor,
  };
}
