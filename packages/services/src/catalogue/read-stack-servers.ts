import { Prisma } from "@policylayer/db";
import { riskClasses, riskEffects, severities } from "@policylayer/risk";
import { z } from "zod";
import { parseInput } from "../input/parse-input";
import type { CatalogueDeps } from "./catalogue-deps";
import { readCatalogue } from "./read-catalogue";
import { catalogueRemoteSchema } from "./server-entry";

/** Servers of one stack; nobody's client has more, and each brings all of its tools. */
export const STACK_SERVERS_MAX = 25;
const TOOLS_MAX = 1_000;

export const readStackSchema = z.strictObject({ slugs: z.array(z.string().max(100)).max(STACK_SERVERS_MAX) });
export type ReadStackInput = z.input<typeof readStackSchema>;

const stackToolSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  class: z.enum(riskClasses),
  severity: z.enum(severities),
  effects: z.array(z.enum(riskEffects)),
  isUnknown: z.boolean(),
  annotations: z.record(z.string(), z.boolean()),
  tokenCount: z.int().min(0),
});
const stackServerSchema = z.object({
  slug: z.string(),
  title: z.string(),
  /** Addresses that it can be registered by. */
  urls: z.array(z.string()),
  /** Its first thousand tools; null: nobody has listed them. */
  tools: z.array(stackToolSchema).nullable(),
});
export type CatalogueStackServer = z.output<typeof stackServerSchema>;

interface ServerOfStack {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly remotes: unknown;
  readonly isListed: boolean;
}

/** The servers of a stack with what the analysis needs of their tools, in the order asked; unknown and deleted ones are left out. */
export async function readStackServers(deps: CatalogueDeps, input: ReadStackInput): Promise<CatalogueStackServer[]> {
  const slugs = [...new Set(parseInput(readStackSchema, input).slugs)];
  if (slugs.length === 0) return [];
  return readCatalogue(deps.db, async (tx) => {
    const servers = await tx.$queryRaw<ServerOfStack[]>`
      SELECT id, slug, title, remotes, listed_at IS NOT NULL AS "isListed" FROM catalogue_servers
      WHERE slug IN (${Prisma.join(slugs)}) AND status <> 'deleted'`;
    const found = await Promise.all(
      servers.map(async ({ id, slug, title, remotes, isListed }) => {
        const tools = isListed
          ? await tx.$queryRaw<unknown[]>`
              SELECT t.name, left(d.description, 300) AS description, t.class, t.severity, t.effects, d.annotations,
                t.is_unknown AS "isUnknown", t.token_count AS "tokenCount"
              FROM catalogue_tools t JOIN catalogue_tool_details d USING (server_id, name)
              WHERE t.server_id = ${id} ORDER BY t.gravity DESC, t.name LIMIT ${TOOLS_MAX}`
          : null;
        return stackServerSchema.parse({ slug, title, urls: addressesOf(remotes), tools });
      }),
    );
    const bySlug = new Map(found.map((server) => [server.slug, server]));
    return slugs.flatMap((slug) => bySlug.get(slug) ?? []);
  });
}

/** Those without a variable in them. */
function addressesOf(remotes: unknown): string[] {
  const usable = z.array(catalogueRemoteSchema).parse(remotes);
  return usable.map(({ url }) => url).filter((url) => !/[{}]/.test(url));
}
