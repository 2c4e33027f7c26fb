import { type RiskClass, riskClasses } from "@policylayer/risk";
import type {
  CatalogueServerSummary,
  CatalogueServerView,
  CatalogueToolSummary,
  CatalogueTotalsView,
} from "@policylayer/services/catalogue";
import { CLASS_WORDS } from "../tools/risk-words";
import { changeInWords } from "./change-words";
import { type ConnectWay, connectWays, registrableUrl } from "./connect-ways";
import { counted, dayOf, listed } from "./count-words";
import { code, type Prose, said } from "./prose";
import { sizeOf } from "./tool-content";

/** All that a server's page says, in its order. The page and its Markdown are made from this and nothing else. */
export interface ServerContent {
  readonly lead: Prose;
  /** How its tools become known; null where they are, or it has no address that can be listed. */
  readonly howToList: Prose | null;
  /** The gravest first. */
  readonly counts: readonly { readonly class: RiskClass; readonly count: number }[];
  readonly cost: Prose;
  readonly tools: readonly CatalogueToolSummary[];
  /** Tools that the page doesn't list. */
  readonly toolsLeft: number;
  readonly policy: { readonly sentence: Prose; readonly text: string } | null;
  readonly ways: readonly ConnectWay[];
  readonly history: readonly { readonly at: string; readonly says: Prose }[];
  readonly similar: readonly CatalogueServerSummary[];
  readonly size: Prose;
}

interface ServerParts {
  readonly server: CatalogueServerView;
  readonly draft: string | null;
  readonly similar: readonly CatalogueServerSummary[];
  readonly totals: CatalogueTotalsView;
}

export function serverContent({ server, draft, similar, totals }: ServerParts): ServerContent {
  const isKnown = server.listed_at !== null && server.status !== "deleted";
  return {
    lead: leadOf(server),
    howToList: howToList(server),
    counts: riskClasses.toReversed().map((rated) => ({ class: rated, count: server.by_class[rated] })),
    cost: said`Its definitions take about ${counted(server.tokens, "token")} of an agent’s context in every conversation, before anything is asked.`,
    tools: server.tool_list,
    toolsLeft: Math.max(0, server.tools - server.tool_list.length),
    policy: isKnown && draft !== null && server.tools > 0 ? { sentence: draftSays(server), text: draft } : null,
    ways: connectWays(server),
    history: server.changes.map((change) => ({ at: change.at, says: changeInWords(change) })),
    similar,
    size: sizeOf(server.tools, server.title, totals),
  };
}

function leadOf({ title, tools, by_class, unknown, status, listed_at }: CatalogueServerView): Prose {
  if (status === "deleted")
    return said`${title} was withdrawn by its publisher. It is kept here so that its address says so.`;
  if (listed_at === null)
    return said`Nobody has listed the tools of ${title} yet, so what it can do isn’t known. Unknown isn’t harmless: register it, and its tools are listed and classified before an agent sees them.`;
  if (tools === 0) return said`${title} lists no tools.`;
  const gravest = riskClasses.toReversed().filter((rated) => by_class[rated] > 0);
  const parts = listed(gravest.map((rated) => `${by_class[rated]} ${CLASS_WORDS[rated].word}`));
  const assumed =
    unknown === 0 ? "" : ` Of ${counted(unknown, "tool")} nothing tells what it does; counted as Execute.`;
  return said`An agent with ${title} can call ${counted(tools, "tool")}: ${parts}. Listed on ${dayOf(listed_at)}.${assumed}`;
}

/** For whoever runs this PolicyLayer: a page for everybody must not make it connect anywhere. */
function howToList(server: CatalogueServerView): Prose | null {
  if (server.listed_at !== null || server.status === "deleted" || registrableUrl(server) === null) return null;
  return said`Whoever runs this PolicyLayer can list them here: ${code(`npm run -s catalogue -- list-server ${server.slug}`)} says which address it would connect to, and connects with ${code("--yes")}.`;
}

/** What the draft does, by the classes that the server has. */
function draftSays({ title, by_class }: CatalogueServerView): Prose {
  const does: readonly [RiskClass, string][] = [
    ["read", "allows"],
    ["write", "limits to 30 calls an hour"],
    ["execute", "limits to 10 calls a minute"],
    ["financial", "holds for a person’s approval"],
    ["destructive", "hides"],
  ];
  const parts = does
    .filter(([rated]) => by_class[rated] > 0)
    .map(([rated, verb]) => `${verb} ${counted(by_class[rated], `${CLASS_WORDS[rated].word} tool`)}`);
  return said`The policy we draft for ${title} ${listed(parts)}. What the server adds later is denied until you say otherwise (${code('"default": "deny"')}).`;
}
