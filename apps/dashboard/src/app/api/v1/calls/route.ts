import { listCalls } from "@policylayer/services/calls";
import { methods } from "../../../../server/methods";
import { operations } from "../../../../server/rest/operations";
import { route } from "../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listCalls.input, async ({ ctx, input }) => ({ value: await listCalls(ctx, input) })),
});
