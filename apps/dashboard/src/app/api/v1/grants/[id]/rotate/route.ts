import { rotateGrant } from "@policylayer/services/grants";
import { methods } from "../../../../../../server/methods";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(operations.rotateGrant.input, async ({ ctx, input }) => ({ value: await rotateGrant(ctx, input) })),
});
