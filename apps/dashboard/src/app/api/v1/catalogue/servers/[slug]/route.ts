import { getCatalogueServer } from "@policylayer/services/catalogue";
import { ServiceError } from "@policylayer/services/errors";
import { getDeps } from "../../../../../../server/deps";
import { methods } from "../../../../../../server/methods";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getCatalogueServer.input, async ({ input }) => {
    const server = await getCatalogueServer(getDeps(), input.slug);
    if (server === null) throw new ServiceError("NOT_FOUND", "The catalogue has no such server.");
    return { value: server };
  }),
});
