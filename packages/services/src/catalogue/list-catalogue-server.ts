import type { GuardedFetch } from "@policylayer/net";
import { z } from "zod";
import { listUpstreamTools } from "../discovery/list-upstream-tools";
import { invalid, ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import type { CatalogueDeps } from "./catalogue-deps";
import { classifyTools, type RecordedListings } from "./record-listing";
import { recordServerTools } from "./record-server-tools";
import { type CatalogueRemote, catalogueRemoteSchema } from "./server-entry";
import type { ToolRecord } from "./tool-record";

/** `consent`: whoever asks knows that their PolicyLayer connects to the server now. */
export const listCatalogueServerSchema = z.strictObject({
  slug: z.string().max(100),
  consent: z.literal(true, "say that this connects to the server: nothing is contacted unasked"),
  /** Take what it lists into the catalogue. */
  record: z.boolean(),
});
export type ListCatalogueServerInput = z.input<typeof listCatalogueServerSchema>;

export interface LiveListing {
  /** Where it was listed. */
  readonly url: string;
  readonly tools: readonly ToolRecord[];
  /** null: nothing was to be recorded. */
  readonly recorded: RecordedListings | null;
}

/**
 * Connects to the public address of a server of the catalogue and lists its tools, without credentials; records them only
 * when asked. Throws NOT_FOUND, INVALID for a server without such an address, and what `listUpstreamTools` throws.
 */
export async function listCatalogueServer(
  deps: CatalogueDeps,
  guardedFetch: GuardedFetch,
  input: ListCatalogueServerInput,
): Promise<LiveListing> {
  const { slug, record } = parseInput(listCatalogueServerSchema, input);
  const { id, name, url } = await catalogueServerAddress(deps, slug);
  const { tools } = await listUpstreamTools(guardedFetch, { url, headers: {} });
  const classified = classifyTools(name, tools);
  const recorded = record ? await recordServerTools(deps, id, classified) : null;
  return { url, tools: classified, recorded };
}

export interface CatalogueServerAddress {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/**
 * Where a server of the catalogue would be listed, for whoever is to consent first. Connects to nothing. Throws NOT_FOUND, and
 * INVALID for a server without a public address that is whole.
 */
export async function catalogueServerAddress(
  deps: Pick<CatalogueDeps, "db">,
  slug: string,
): Promise<CatalogueServerAddress> {
  const server = await deps.db.catalogueServer.findUnique({ where: { slug } });
  if (server === null || server.status === "deleted")
    throw new ServiceError("NOT_FOUND", "The catalogue has no such server.");
  const url = listableUrl(z.array(catalogueRemoteSchema).parse(server.remotes));
  if (url === null)
    throw invalid("/slug", "This server has no public address: install it and register it to list its tools.");
  return { id: server.id, name: server.name, url };
}

/** The first address that can be connected to as it stands; null: there is none. */
function listableUrl(remotes: readonly CatalogueRemote[]): string | null {
  return remotes.find(({ transport, url }) => transport !== "stdio" && !/[{}]/.test(url))?.url ?? null;
}
