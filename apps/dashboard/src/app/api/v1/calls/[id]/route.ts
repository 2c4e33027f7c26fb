import { getCall } from "@policylayer/services/calls";
import { methods } from "../../../../../server/methods";
import { operations } from "../../../../../server/rest/operations";
import { route } from "../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getCall.input, async ({ ctx, input }) => ({ value: await getCall(ctx, input) })),
});
