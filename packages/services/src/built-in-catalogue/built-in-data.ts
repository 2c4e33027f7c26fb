import { schemaOfFacts } from "../catalogue/schema-facts";
import data from "./built-in.json" with { type: "json" };
import { type BuiltInCatalogue, builtInCatalogueSchema } from "./built-in-schema";

/** The file that ships with the product, for whoever reads it without a database. */
export function readBuiltInCatalogue(): BuiltInCatalogue {
  return builtInCatalogueSchema.parse(data);
}

/** A tool's schema, as far as the facts of the file go: what rules are recommended by. */
export function builtInSchema({ parameters, acceptsUnknown }: BuiltInCatalogue["servers"][number]["tools"][number]) {
  return schemaOfFacts(parameters, acceptsUnknown);
}
