import type { CatalogueTotalsView } from "@policylayer/services/catalogue";
import { attackPatterns } from "./attack-patterns";
import { attackLines } from "./attack-words";
import { ATTACKS, CATALOGUE, markdownHref } from "./catalogue-address";
import { counted, dayOf } from "./count-words";

/** What a model finds here, and where: https://llmstxt.org. */
export function llmsText({ servers, tools, as_of }: CatalogueTotalsView, base: string): string {
  const size =
    as_of === null
      ? ""
      : ` It holds ${counted(servers, "server")} with ${counted(tools, "tool")}, counted on ${dayOf(as_of)}.`;
  return `# PolicyLayer

> A gateway between AI agents and MCP servers: every tool call is judged by rules before it reaches the server, and every decision is recorded.

Each page of the catalogue is Markdown at its address with \`/index.md\` behind it.

## Catalogue

- [Catalogue of MCP servers](${base}${markdownHref(CATALOGUE)}): what the tools of MCP servers can do at worst, why, and the policy to start from.${size} Search with \`?q=\`, filter with \`risk\`, \`transport\` and \`official=1\`, go on with \`cursor\`.
- Page of a server: \`${base}${CATALOGUE}/{server}/index.md\`
- Page of a tool: \`${base}${CATALOGUE}/{server}/{tool}/index.md\`, the tool’s name percent-encoded
- [Sitemap](${base}/sitemap.xml): all of them

## Attack patterns

- [All of them](${base}${markdownHref(ATTACKS)})
${attackLines(attackPatterns, base).replaceAll(/\(<([^>]+)>\)/g, "(<$1/index.md>)")}

## Policies

- [Policy reference](${base}/docs/policy): every field, operator and reason code, with examples
- [JSON Schema of a policy](${base}/schemas/policy-v1.json)

## Optional

- [Stack](${base}/stack): what an agent can do with several servers together
- [REST API](${base}/api/v1/openapi.json): OpenAPI 3.1
`;
}
