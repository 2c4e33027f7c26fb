import { z } from "zod";
import { listedServerSchema } from "../catalogue/server-entry";
import { toolRecordSchema } from "../catalogue/tool-record";

/**
 * The file that ships with the product: facts about servers that were run, and what the classifier made of them. Sentences of
 * their authors aren't in it; a tool whose description may be quoted says so by having one.
 */
export const builtInCatalogueSchema = z.object({
  classifier: z.string(),
  servers: z.array(
    z.object({
      server: listedServerSchema,
      /** When it was run. */
      listedAt: z.iso.datetime(),
      tools: z.array(toolRecordSchema),
    }),
  ),
});
export type BuiltInCatalogue = z.output<typeof builtInCatalogueSchema>;
export type BuiltInServer = BuiltInCatalogue["servers"][number];
