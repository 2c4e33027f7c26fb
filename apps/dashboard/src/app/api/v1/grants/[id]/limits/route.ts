import { listGrantLimits } from "@policylayer/services/grants";
import { methods } from "../../../../../../server/methods";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listGrantLimits.input, async ({ ctx, input }) => ({
    value: await listGrantLimits(ctx, input),
  })),
});
