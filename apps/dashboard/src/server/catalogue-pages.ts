import "server-only";
import {
  type CatalogueServerView,
  type CatalogueToolView,
  catalogueTotals,
  draftCataloguePolicy,
  getCatalogueServer,
  getCatalogueTool,
  similarServers,
} from "@policylayer/services/catalogue";
import { cache } from "react";
import { decodedPart } from "../components/catalogue/catalogue-address";
import { registrableUrl } from "../components/catalogue/connect-ways";
import { type ServerContent, serverContent } from "../components/catalogue/server-content";
import { type ToolContent, toolContent } from "../components/catalogue/tool-content";
import { getDeps } from "./deps";

export interface ToolPage {
  readonly tool: CatalogueToolView;
  readonly content: ToolContent;
  /** The dashboard's own address, for canonical ones. */
  readonly base: string;
}

/** A tool's page, read once per request: for its head, its body, or its Markdown. Takes the parts as the address has them. */
export const readToolPage = cache(async (slug: string, part: string): Promise<ToolPage | null> => {
  const name = decodedPart(part);
  if (name === null || !isStorable(name)) return null;
  const deps = getDeps();
  const [tool, server, totals] = await Promise.all([
    getCatalogueTool(deps, slug, name),
    getCatalogueServer(deps, slug),
    catalogueTotals(deps),
  ]);
  if (tool === null || server === null) return null;
  const canBeReached = registrableUrl(server) !== null;
  return { tool, content: toolContent(tool, totals, canBeReached), base: deps.urls.dashboard };
});

export interface ServerPage {
  readonly server: CatalogueServerView;
  readonly content: ServerContent;
  readonly base: string;
}

export const readServerPage = cache(async (slug: string): Promise<ServerPage | null> => {
  if (!isStorable(slug)) return null;
  const deps = getDeps();
  const server = await getCatalogueServer(deps, slug);
  if (server === null) return null;
  const [draft, similar, totals] = await Promise.all([
    draftCataloguePolicy(deps, slug),
    similarServers(deps, slug),
    catalogueTotals(deps),
  ]);
  return { server, content: serverContent({ server, draft, similar, totals }), base: deps.urls.dashboard };
});

/** Postgres has no U+0000: what holds one is no name here. */
function isStorable(text: string): boolean {
  return !text.includes("\0");
}
