import { createGrant, listGrants } from "@policylayer/services/grants";
import { methods } from "../../../../server/methods";
import { operations } from "../../../../server/rest/operations";
import { route } from "../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listGrants.input, async ({ ctx, input }) => ({ value: await listGrants(ctx, input) })),
  POST: route(operations.createGrant.input, async ({ ctx, input }) => ({
    value: await createGrant(ctx, input),
    status: operations.createGrant.status,
  })),
});
