export { builtInCatalogue, builtInServer } from "./built-in-facts";
export { type BuiltInCatalogue, type BuiltInServer, builtInCatalogueSchema } from "./built-in-schema";
export { loadBuiltInCatalogue } from "./load-built-in-catalogue";
