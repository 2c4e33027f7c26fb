import "server-only";
import { type CatalogueStackServer, readStackServers } from "@policylayer/services/catalogue";
import { analyseStack, type StackReport } from "@policylayer/stack";
import { cache } from "react";
import { getDeps } from "./deps";

export interface Stack {
  readonly servers: readonly CatalogueStackServer[];
  /** Asked for, and not in the catalogue. */
  readonly missing: readonly string[];
  /** Servers are named by their slugs in it. */
  readonly report: StackReport;
}

/** The stack of an address; `slugs` joined by commas, so that one request reads it once. */
export const readStack = cache(async (joined: string): Promise<Stack> => {
  const slugs = joined === "" ? [] : joined.split(",");
  const servers = await readStackServers(getDeps(), { slugs });
  const known = new Set(servers.map(({ slug }) => slug));
  return {
    servers,
    missing: slugs.filter((slug) => !known.has(slug)),
    report: analyseStack(servers.map(({ slug, tools }) => ({ name: slug, tools }))),
  };
});
