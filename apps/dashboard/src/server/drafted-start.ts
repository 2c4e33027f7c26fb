import "server-only";
import { draftCataloguePolicy, getCatalogueServer, getCatalogueTool } from "@policylayer/services/catalogue";
import { connectWays, registrableUrl } from "../components/catalogue/connect-ways";
import type { DraftedStart } from "../components/catalogue/drafted-start";
import { getDeps } from "./deps";

/** What the catalogue knows of a server that is about to be registered; null when it knows none, or it was withdrawn. */
export async function readDraftedStart(from: string, tool: string | null): Promise<DraftedStart | null> {
  if (`${from}${tool}`.includes("\0")) return null;
  const deps = getDeps();
  const server = await getCatalogueServer(deps, from);
  if (server === null || server.status === "deleted") return null;
  const ways = connectWays(server);
  const url = registrableUrl(server);
  const ofAddress = ways.find((way) => way.kind === "address" && way.url === url);
  const ofPackage = ways.find((way) => way.kind === "package" && way.command !== null);
  return {
    from,
    tool,
    title: server.title,
    url,
    command: url === null && ofPackage?.kind === "package" ? ofPackage.command : null,
    headers: ofAddress?.needs ?? [],
    policy: server.tools === 0 ? null : await draftedPolicy(from, tool),
  };
}

/** For one tool the rule that its page recommends; for the server, or a tool it doesn't have, the draft for all of them. */
async function draftedPolicy(from: string, name: string | null): Promise<DraftedStart["policy"]> {
  const deps = getDeps();
  const tool = name === null ? null : await getCatalogueTool(deps, from, name);
  if (tool !== null) return { name: "Recommended rule", text: JSON.stringify(tool.recommended.document, null, 2) };
  const text = await draftCataloguePolicy(deps, from);
  return text === null ? null : { name: "Catalogue draft", text };
}
