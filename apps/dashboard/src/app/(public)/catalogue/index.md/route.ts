import { CATALOGUE } from "../../../../components/catalogue/catalogue-address";
import { counted, dayOf } from "../../../../components/catalogue/count-words";
import { escapeMarkdown, linkMarkdown } from "../../../../components/catalogue/escape-markdown";
import { readQuery, searchHref } from "../../../../components/catalogue/search-address";
import { serverLine } from "../../../../components/catalogue/server-markdown";
import { getDeps } from "../../../../server/deps";
import { readSearchPage } from "../../../../server/search-pages";
import { absentAnswer, markdownAnswer } from "../../../../server/text-answer";

/** Names the deployment's own address, which a build doesn't know. */
export const dynamic = "force-dynamic";

/** The search as Markdown: the same parameters, the same finds. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const query = readQuery(Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)])));
  const { found, totals } = await readSearchPage(query);
  if (found === null) return absentAnswer("No search gave out this cursor: leave it away to begin anew.");
  const base = getDeps().urls.dashboard;
  const next = found.pagination.next_cursor;
  const nextHref =
    next === null ? null : searchHref({ ...query, cursor: next }).replace(CATALOGUE, `${CATALOGUE}/index.md`);
  const parts = [
    "# Catalogue of MCP servers",
    totals.as_of === null
      ? "Nothing has been counted yet."
      : `${counted(totals.servers, "server")} with ${counted(totals.tools, "tool")}, counted on ${dayOf(totals.as_of)}.`,
    query.q === "" ? [] : `Found for “${escapeMarkdown(query.q)}”${found.match === "similar" ? ", spelt alike" : ""}:`,
    found.data.length === 0 ? "Nothing found." : found.data.map((server) => serverLine(server, base)).join("\n"),
    nextHref === null ? [] : linkMarkdown("Next page", base + nextHref),
  ];
  return markdownAnswer(request, `${parts.flat().join("\n\n")}\n`);
}
