import type { GuardedFetch } from "@policylayer/net";
import { z } from "zod";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { listUpstreamTools } from "../discovery/list-upstream-tools";
import { invalid, ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { getServer } from "../servers/get-server";
import { serverRefSchema } from "../servers/schemas";
import { nameSchema } from "../slug";
import { refreshCatalogueTotals } from "./catalogue-totals";
import { publicAddress } from "./public-address";
import { classifyTools, recordListing } from "./record-listing";
import { recordServerTools } from "./record-server-tools";
import { catalogueRemoteSchema, serverKey } from "./server-entry";

export const publishServerListingSchema = z.strictObject({
  id: serverRefSchema,
  name: z
    .string()
    .trim()
    .max(200)
    .regex(/^[a-z0-9.-]+\/[a-z0-9._-]+$/i, "must be a name like acme/mcp")
    .optional()
    .describe("what it is called in the catalogue; the slugs of the organization and the server when absent"),
  title: nameSchema.optional().describe("the server's name when absent"),
  consent: z
    .literal(true, "say that the server's address and tools become public")
    .describe("must be true: the server's address, and the tools it lists to anybody, become public"),
});
export type PublishServerListingInput = z.input<typeof publishServerListingSchema>;

export const publishedListingSchema = z.object({
  /** Of its page in the catalogue, which it keeps. */
  slug: z.string(),
  name: z.string(),
  /** Its public page. */
  page: z.string(),
  /** The address that is public now, and where it was listed. */
  address: z.string(),
  /** What it listed. */
  tools: z.int().min(0),
  /** Tools that the catalogue didn't know like this. */
  changed: z.int().min(0),
});
export type PublishedListing = z.output<typeof publishedListingSchema>;

/**
 * Takes a registered server into the public catalogue: its address without the query, and what it lists to anybody. Neither its
 * headers nor its query are used, so that nothing becomes public that isn't. Throws INVALID for an address whose path looks like
 * a secret, CONFLICT when the name is that of a server at another address or was withdrawn, and what `listUpstreamTools` throws.
 */
export async function publishServerListing(
  ctx: ServiceContext,
  guardedFetch: GuardedFetch,
  input: PublishServerListingInput,
): Promise<PublishedListing> {
  authorize(ctx, "servers:write");
  const { id, ...given } = parseInput(publishServerListingSchema, input);
  const server = await getServer(ctx, { id });
  const address = publicAddress(server.url);
  if (address === null)
    throw invalid("/id", "A part of this server's address looks like a secret, so it can't become public.");
  const { name = catalogueNameOf(ctx, server), title = server.name } = given;
  const known = await requireFreeName(ctx, name, address);
  const { tools, transport } = await listUpstreamTools(guardedFetch, { url: address, headers: {} });
  const remotes = [{ type: transport === "http_sse" ? "sse" : "streamable-http", url: address }];
  const published = await commitChange(ctx, async () => {
    // What somebody else says of it, its packages among them, stays.
    const recorded =
      known === null || known.source === "listing"
        ? await recordListing(ctx, "listing", [{ server: { name, title, remotes }, tools, listedAt: ctx.now() }])
        : await recordServerTools(ctx, known.id, classifyTools(known.name, tools));
    const { slug } = await ctx.db.catalogueServer.findUniqueOrThrow({ where: { key: serverKey(name) } });
    const result = { slug, name, address, tools: tools.length, changed: recorded.tools };
    return { result, event: { action: "server.published", targetId: server.id, after: result } };
  });
  await refreshCatalogueTotals(ctx);
  return { ...published, page: `${ctx.urls.dashboard}/catalogue/${published.slug}` };
}

/** What a server is called in the catalogue unless somebody says otherwise. */
export function catalogueNameOf(
  ctx: Pick<ServiceContext, "organizationSlug">,
  server: { readonly slug: string },
): string {
  return `${ctx.organizationSlug}/${server.slug}`;
}

interface KnownServer {
  readonly id: string;
  readonly name: string;
  readonly source: string;
}

/** Nobody takes over the page of another server, nor brings back one that its publisher withdrew. */
async function requireFreeName(ctx: ServiceContext, name: string, address: string): Promise<KnownServer | null> {
  const known = await ctx.db.catalogueServer.findUnique({ where: { key: serverKey(name) } });
  if (known === null) return null;
  const isDeleted = known.status === "deleted";
  const remotes = z.array(catalogueRemoteSchema).parse(known.remotes);
  if (!isDeleted && remotes.some(({ url }) => url === address)) return known;
  const problem = isDeleted
    ? "The catalogue had a server of this name, which was withdrawn: choose another name."
    : "The catalogue has a server of this name at another address: choose another name.";
  throw new ServiceError("CONFLICT", problem, { problems: [{ pointer: "/name", detail: problem }] });
}
