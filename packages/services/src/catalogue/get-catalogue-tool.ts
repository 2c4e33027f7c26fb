import { recommendedDocument, recommendRule } from "@policylayer/policy";
import { riskClasses } from "@policylayer/risk";
import { z } from "zod";
import { toInstant } from "../instant";
import type { CatalogueDeps } from "./catalogue-deps";
import { riskiestTools } from "./get-catalogue-server";
import { readCatalogue } from "./read-catalogue";
import { catalogueParameterSchema, schemaOfFacts } from "./schema-facts";
import { type CatalogueToolView, catalogueToolViewSchema } from "./schemas";
import { SERVER_COLUMNS, type ServerRow, toServerSummary } from "./server-row";
import { TOOL_COLUMNS, type ToolRow, toToolSummary } from "./tool-row";

const SIBLINGS_SHOWN = 8;

type WholeToolRow = ToolRow & {
  readonly wholeDescription: string | null;
  readonly parameterList: unknown;
  readonly acceptsUnknown: boolean;
  readonly annotations: unknown;
  readonly evidence: unknown;
  readonly language: string;
  readonly hash: string;
  readonly firstSeenAt: Date;
  readonly changedAt: Date;
};

/** Everything for a tool's page; null when the server, or the tool on it, isn't known. */
export async function getCatalogueTool(
  deps: CatalogueDeps,
  slug: string,
  name: string,
): Promise<CatalogueToolView | null> {
  return readCatalogue(deps.db, async (tx) => {
    const [server] = await tx.$queryRaw<ServerRow[]>`
      SELECT ${SERVER_COLUMNS} FROM catalogue_servers s WHERE s.slug = ${slug}`;
    if (server === undefined) return null;
    const [row] = await tx.$queryRaw<WholeToolRow[]>`
      SELECT ${TOOL_COLUMNS}, d.description AS "wholeDescription", d.parameters AS "parameterList",
        d.accepts_unknown AS "acceptsUnknown", d.annotations, d.evidence, d.language, t.hash,
        d.first_seen_at AS "firstSeenAt", d.changed_at AS "changedAt"
      FROM catalogue_tools t JOIN catalogue_tool_details d USING (server_id, name) JOIN catalogue_servers s ON s.id = t.server_id
      WHERE t.server_id = ${server.id} AND t.name = ${name}`;
    if (row === undefined) return null;
    const siblings = await riskiestTools(tx, server.id, SIBLINGS_SHOWN + 1);
    const { parameterList, acceptsUnknown, annotations, evidence, language, hash, firstSeenAt, changedAt } = row;
    const inputSchema = schemaOfFacts(z.array(catalogueParameterSchema).parse(parameterList), acceptsUnknown);
    const rated = { name: row.name, class: z.enum(riskClasses).parse(row.class), inputSchema };
    const recommended = recommendRule(rated);
    return catalogueToolViewSchema.parse({
      ...toToolSummary(row),
      ...{ annotations, evidence, language, hash },
      server: toServerSummary(server),
      description: row.wholeDescription,
      parameter_list: parameterList,
      accepts_unknown: acceptsUnknown,
      input_schema: inputSchema,
      first_seen_at: toInstant(firstSeenAt),
      changed_at: toInstant(changedAt),
      recommended: { document: recommendedDocument(rated, recommended), sentence: recommended.sentence },
      siblings: siblings
        .filter((other) => other.name !== row.name)
        .slice(0, SIBLINGS_SHOWN)
        .map(toToolSummary),
    });
  });
}
