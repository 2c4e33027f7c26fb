export type { CatalogueDeps } from "./catalogue-deps";
export {
  type CatalogueSitemapPage,
  type CatalogueSitemapPart,
  catalogueSitemapPages,
  catalogueSitemapParts,
} from "./catalogue-sitemap";
export { catalogueTotals, refreshCatalogueTotals } from "./catalogue-totals";
export { type ListedTool, listedToolSchema } from "./classify-listed-tool";
export { draftCataloguePolicy } from "./draft-catalogue-policy";
export { findByAddress } from "./find-by-address";
export { type FindByIdentityInput, findByIdentity, type IdentifiedServer } from "./find-by-identity";
export { getCatalogueServer } from "./get-catalogue-server";
export { getCatalogueTool } from "./get-catalogue-tool";
export { type ImportIo, type ImportProgress, importCatalogueFile } from "./import-catalogue-file";
export {
  type CatalogueServerAddress,
  catalogueServerAddress,
  type ListCatalogueServerInput,
  type LiveListing,
  listCatalogueServer,
  listCatalogueServerSchema,
} from "./list-catalogue-server";
export { listCatalogueSources } from "./list-catalogue-sources";
export { publicAddress } from "./public-address";
export {
  catalogueNameOf,
  type PublishedListing,
  type PublishServerListingInput,
  publishedListingSchema,
  publishServerListing,
  publishServerListingSchema,
} from "./publish-server-listing";
export { type CatalogueStackServer, readStackServers, STACK_SERVERS_MAX } from "./read-stack-servers";
export { reclassifyCatalogue } from "./reclassify-catalogue";
export { type RecordedListings, recordListing, type ServerListing } from "./record-listing";
export type { CatalogueParameter } from "./schema-facts";
export {
  type CatalogueChangeView,
  type CatalogueFacets,
  type CatalogueSearch,
  type CatalogueServerSummary,
  type CatalogueServerView,
  type CatalogueSourcesView,
  type CatalogueSourceView,
  type CatalogueToolSearch,
  type CatalogueToolSummary,
  type CatalogueToolView,
  type CatalogueTotalsView,
  type ClassCounts,
  catalogueFacetsSchema,
  catalogueSearchSchema,
  catalogueServerSummarySchema,
  catalogueServerViewSchema,
  catalogueSourceSchema,
  catalogueSourcesViewSchema,
  catalogueToolSearchSchema,
  catalogueToolSummarySchema,
  catalogueToolViewSchema,
  catalogueTotalsSchema,
  getCatalogueServerSchema,
  type SearchCatalogueInput,
  type SearchCatalogueToolsInput,
  searchCatalogueQuerySchema,
  searchCatalogueSchema,
  searchCatalogueToolsSchema,
} from "./schemas";
export { searchCatalogue } from "./search-catalogue";
export { searchCatalogueTools } from "./search-catalogue-tools";
export {
  type CataloguePackage,
  type CatalogueRemote,
  type CatalogueTransport,
  catalogueTransports,
  type ListedServer,
  listedServerSchema,
} from "./server-entry";
export { similarServers } from "./similar-servers";
export { type SyncProgress, type SyncStep, syncRegistry } from "./sync-registry";
export type { SyncOptions } from "./sync-run";
