import { publishServerListing } from "@policylayer/services/catalogue";
import { getDeps } from "../../../../../../server/deps";
import { methods } from "../../../../../../server/methods";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(operations.publishServer.input, async ({ ctx, input }) => ({
    value: await publishServerListing(ctx, getDeps().guardedFetch, input),
  })),
});
