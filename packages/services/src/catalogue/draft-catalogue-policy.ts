import { draftPolicy } from "@policylayer/policy";
import { riskClasses } from "@policylayer/risk";
import { z } from "zod";
import type { CatalogueDeps } from "./catalogue-deps";
import { readCatalogue } from "./read-catalogue";
import { catalogueParameterSchema, schemaOfFacts } from "./schema-facts";

/** What a document may hold. */
const TOOLS_MAX = 1_000;

const ratedSchema = z.array(
  z.object({
    name: z.string(),
    class: z.enum(riskClasses),
    parameters: z.array(catalogueParameterSchema),
    acceptsUnknown: z.boolean(),
  }),
);

/** The policy to start from for a whole server, as canonical JSON text that parses; null when there is no such slug. */
export async function draftCataloguePolicy(deps: CatalogueDeps, slug: string): Promise<string | null> {
  return readCatalogue(deps.db, async (tx) => {
    const server = await tx.catalogueServer.findUnique({ where: { slug }, select: { id: true } });
    if (server === null) return null;
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT t.name, t.class, d.parameters, d.accepts_unknown AS "acceptsUnknown"
      FROM catalogue_tools t JOIN catalogue_tool_details d USING (server_id, name)
      WHERE t.server_id = ${server.id} ORDER BY t.name LIMIT ${TOOLS_MAX}`;
    const tools = ratedSchema.parse(rows);
    return draftPolicy(
      tools.map(({ name, class: rated, parameters, acceptsUnknown }) => ({
        name,
        class: rated,
        inputSchema: schemaOfFacts(parameters, acceptsUnknown),
      })),
    );
  });
}
