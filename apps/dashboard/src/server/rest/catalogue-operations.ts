import "server-only";
import {
  catalogueSearchSchema,
  catalogueServerViewSchema,
  catalogueSourcesViewSchema,
  getCatalogueServerSchema,
  publishedListingSchema,
  publishServerListingSchema,
  searchCatalogueQuerySchema,
} from "@policylayer/services/catalogue";
import { z } from "zod";
import type { Operation } from "./operation";

/** Of the public catalogue, which is the same for every organization. */
export const catalogueOperations = {
  listCatalogueSources: {
    method: "get",
    path: "/catalogue/sources",
    summary: "The size of the public catalogue, and how far each of its sources is read; all of them",
    input: z.strictObject({}),
    status: 200,
    output: catalogueSourcesViewSchema,
  },
  searchCatalogue: {
    method: "get",
    path: "/catalogue/servers",
    summary: "Servers of the public catalogue by words and facets, best first; `facets` on a first page",
    input: searchCatalogueQuerySchema,
    status: 200,
    output: catalogueSearchSchema,
  },
  getCatalogueServer: {
    method: "get",
    path: "/catalogue/servers/{slug}",
    summary: "A server of the public catalogue, with its riskiest tools and its history",
    input: getCatalogueServerSchema,
    status: 200,
    output: catalogueServerViewSchema,
  },
  publishServer: {
    method: "post",
    path: "/servers/{id}/publish",
    summary:
      "Connect to a server without its headers, and take its address and what it lists into the public catalogue",
    input: publishServerListingSchema,
    status: 200,
    output: publishedListingSchema,
    isUpstream: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
