import { searchCatalogue } from "@policylayer/services/catalogue";
import { getDeps } from "../../../../../server/deps";
import { methods } from "../../../../../server/methods";
import { operations } from "../../../../../server/rest/operations";
import { route } from "../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.searchCatalogue.input, async ({ input: { official, ...query } }) => ({
    value: await searchCatalogue(getDeps(), {
      ...query,
      ...(official === undefined ? {} : { official: official === "true" }),
    }),
  })),
});
