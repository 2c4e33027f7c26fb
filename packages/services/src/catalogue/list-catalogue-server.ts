import { asSystem } from "@policylayer/db";
import type { GuardedFetch } from "@policylayer/net";
import { CLASSIFIER_VERSION } from "@policylayer/risk";
import { z } from "zod";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { listUpstreamTools } from "../discovery/list-upstream-tools";
import { invalid, ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { serverRefSchema } from "../servers/schemas";
import { serverConnection } from "../servers/server-connection";
import { nameSchema } from "../slug";
import type { CatalogueDeps } from "./catalogue-deps";
import { lockCatalogue } from "./lock-catalogue";
import { classifyTools, type RecordedListings, recordListing } from "./record-listing";
import { catalogueRemoteSchema, serverKey } from "./server-entry";
import type { ToolRecord } from "./tool-record";
import { writeListings } from "./write-listings";
import { writtenServers } from "./written-server";

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
  const server = await deps.db.catalogueServer.findUnique({ where: { slug } });
  if (server === null || server.status === "deleted")
    throw new ServiceError("NOT_FOUND", "The catalogue has no such server.");
  const remotes = z.array(catalogueRemoteSchema).parse(server.remotes);
  const remote = remotes.find(({ transport, url }) => transport !== "stdio" && !/[{}]/.test(url));
  if (remote === undefined)
    throw invalid("/slug", "This server has no public address: install it and register it to list its tools.");
  const { tools } = await listUpstreamTools(guardedFetch, { url: remote.url, headers: {} });
  const classified = classifyTools(server.name, tools);
  const recorded = record ? await recordTools(deps, server.id, classified) : null;
  return { url: remote.url, tools: classified, recorded };
}

async function recordTools(
  deps: CatalogueDeps,
  serverId: string,
  tools: readonly ToolRecord[],
): Promise<RecordedListings> {
  const now = deps.now();
  const written = await asSystem(deps.db, "catalogue", async (tx) => {
    await lockCatalogue(tx);
    const [server] = await writtenServers(tx, [serverId]);
    if (server === undefined) return { changed: 0, toolsWritten: 0 };
    return writeListings(
      tx,
      [{ server, tools, source: "listing", listedAt: now, classifierVersion: CLASSIFIER_VERSION }],
      now,
    );
  });
  return { servers: 0, listings: written.changed, tools: written.toolsWritten };
}

/** `name`: what it is called in the catalogue, like `acme/mcp`. */
export const publishServerListingSchema = z.strictObject({
  id: serverRefSchema,
  name: z.string().regex(/^[a-z0-9.-]+\/[a-z0-9._-]+$/i, "must be a name like acme/mcp"),
  title: nameSchema.optional(),
  consent: z.literal(true, "say that the server's address and tools become public"),
});
export type PublishServerListingInput = z.input<typeof publishServerListingSchema>;

/**
 * Takes a registered server into the public catalogue: its address and what it lists to anybody. Its credentials are not
 * used, so that nothing becomes public that isn't. Throws CONFLICT when the name is that of a server at another address.
 */
export async function publishServerListing(
  ctx: ServiceContext,
  guardedFetch: GuardedFetch,
  input: PublishServerListingInput,
): Promise<RecordedListings> {
  authorize(ctx, "servers:write");
  const { id, name, title } = parseInput(publishServerListingSchema, input);
  const { url } = await serverConnection(ctx, { id });
  const known = await ctx.db.catalogueServer.findUnique({ where: { key: serverKey(name) } });
  if (
    known !== null &&
    !z
      .array(catalogueRemoteSchema)
      .parse(known.remotes)
      .some((remote) => remote.url === url)
  ) {
    throw new ServiceError(
      "CONFLICT",
      "The catalogue has a server of this name at another address: choose another name.",
    );
  }
  const { tools, transport } = await listUpstreamTools(guardedFetch, { url, headers: {} });
  const remotes = [{ type: transport === "http_sse" ? "sse" : "streamable-http", url }];
  return recordListing(ctx, "listing", [{ server: { name, title, remotes }, tools, listedAt: ctx.now() }]);
}
