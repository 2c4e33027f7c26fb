import { getGrant, revokeGrant, updateGrant } from "@policylayer/services/grants";
import { methods } from "../../../../../server/methods";
import { operations } from "../../../../../server/rest/operations";
import { route } from "../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getGrant.input, async ({ ctx, input }) => ({ value: await getGrant(ctx, input) })),
  PATCH: route(operations.updateGrant.input, async ({ ctx, input }) => ({ value: await updateGrant(ctx, input) })),
  DELETE: route(operations.revokeGrant.input, async ({ ctx, input }) => ({ value: await revokeGrant(ctx, input) })),
});
