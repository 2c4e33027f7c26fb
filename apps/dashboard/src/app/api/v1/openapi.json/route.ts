import { getDeps } from "../../../../server/deps";
import { methods } from "../../../../server/methods";
import { buildOpenApi } from "../../../../server/rest/build-openapi";
import { operations } from "../../../../server/rest/operations";

/** For everybody: it says nothing about an organization. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: async () => Response.json(buildOpenApi(operations, `${getDeps().urls.dashboard}/api/v1`)),
});
