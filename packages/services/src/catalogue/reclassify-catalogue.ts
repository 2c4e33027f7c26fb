import { asSystem } from "@policylayer/db";
import { siblingNames } from "@policylayer/policy";
import { CLASSIFIER_VERSION, riskClasses } from "@policylayer/risk";
import { z } from "zod";
import type { CatalogueDeps } from "./catalogue-deps";
import { classifyListedTool } from "./classify-listed-tool";
import { lockCatalogue } from "./lock-catalogue";
import { schemaOfFacts } from "./schema-facts";
import { type ToolRecord, toolRecordSchema } from "./tool-record";
import type { CatalogueSourceKind, WrittenEntry } from "./write-entries";
import { writeListings } from "./write-listings";
import { writtenServers } from "./written-server";

const storedToolSchema = toolRecordSchema.extend({ serverId: z.string() });
type StoredTool = z.output<typeof storedToolSchema>;

/**
 * Classifies again, from what is kept of them, the tools of up to `serversMax` servers that an older classifier has seen; how
 * many servers that were. The built-in ones keep the class that was worked out with their descriptions at hand.
 */
export async function reclassifyCatalogue(
  deps: CatalogueDeps,
  serversMax: number,
  version: string = CLASSIFIER_VERSION,
): Promise<number> {
  return asSystem(deps.db, "catalogue", async (tx) => {
    await lockCatalogue(tx);
    const due = await tx.catalogueServer.findMany({
      where: { classifierVersion: { not: version }, listedAt: { not: null }, listingSource: { not: "built_in" } },
      orderBy: { id: "asc" },
      take: serversMax,
      select: { id: true },
    });
    if (due.length === 0) return 0;
    const servers = await writtenServers(
      tx,
      due.map(({ id }) => id),
    );
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT t.server_id AS "serverId", t.name, d.title, d.description, d.parameters, d.accepts_unknown AS "acceptsUnknown",
        d.annotations, t.parameter_count AS "parameterCount", t.required_count AS "requiredCount",
        t.token_count AS "tokenCount", t.hash, d.flags, t.class, t.severity, t.effects, t.is_unknown AS "isUnknown",
        t.confidence, d.language, d.evidence
      FROM catalogue_tools t JOIN catalogue_tool_details d USING (server_id, name)
      WHERE t.server_id = ANY(${servers.map(({ id }) => id)}::text[])`;
    const tools = z.array(storedToolSchema).parse(rows);
    const listings = servers.map((server) => ({
      server,
      tools: again(
        server,
        tools.filter(({ serverId }) => serverId === server.id),
      ),
      source: sourceOf(server),
      listedAt: server.listedAt ?? deps.now(),
      classifierVersion: version,
    }));
    await writeListings(tx, listings, deps.now());
    return servers.length;
  });
}

/**
 * The class anew; hash, estimate and flags are of the whole definition, which isn't here any more. Since less is known than
 * when it was listed, a class may only become graver: a milder one waits for the next listing.
 */
function again(server: WrittenEntry, tools: readonly StoredTool[]): ToolRecord[] {
  const siblings = siblingNames(tools.map(({ name }) => name));
  return tools.map(({ serverId: _, ...stored }) => {
    const inputSchema = schemaOfFacts(stored.parameters, stored.acceptsUnknown);
    const found = classifyListedTool(server.name, { ...stored, inputSchema }, siblings);
    if (riskClasses.indexOf(found.class) < riskClasses.indexOf(stored.class)) return stored;
    const { class: cls, severity, effects, isUnknown, confidence, language, evidence } = found;
    return { ...stored, class: cls, severity, effects, isUnknown, confidence, language, evidence };
  });
}

const sourceSchema = z.enum(["built_in", "registry", "file", "listing"]).catch("file");

function sourceOf({ listingSource }: WrittenEntry): CatalogueSourceKind {
  return sourceSchema.parse(listingSource);
}
