import "server-only";
import {
  type CatalogueSearch,
  type CatalogueToolSummary,
  type CatalogueTotalsView,
  catalogueTotals,
  searchCatalogue,
  searchCatalogueTools,
} from "@policylayer/services/catalogue";
import { isServiceError } from "@policylayer/services/errors";
import { type CatalogueQuery, isFiltered, searchInput } from "../components/catalogue/search-address";
import { getDeps } from "./deps";

const TOOLS_SHOWN = 6;

export interface SearchPage {
  /** null: the address has a cursor that no search gave out. */
  readonly found: CatalogueSearch | null;
  /** Tools that match the words, beside the servers. */
  readonly tools: readonly CatalogueToolSummary[];
  readonly totals: CatalogueTotalsView;
}

/** What a search finds, for its page and its Markdown. */
export async function readSearchPage(query: CatalogueQuery): Promise<SearchPage> {
  const deps = getDeps();
  const asksForTools = query.q !== "" && query.cursor === null && !isFiltered(query);
  const [found, tools, totals] = await Promise.all([
    searchCatalogue(deps, searchInput(query)).catch(orUnknownCursor),
    asksForTools ? searchCatalogueTools(deps, { q: query.q, limit: TOOLS_SHOWN }) : null,
    catalogueTotals(deps),
  ]);
  return { found, tools: tools?.match === "words" ? tools.data : [], totals };
}

/** The rest of the query was read by `readQuery`, so that only its cursor can be refused. */
function orUnknownCursor(error: unknown): null {
  if (isServiceError(error) && error.code === "INVALID") return null;
  throw error;
}
