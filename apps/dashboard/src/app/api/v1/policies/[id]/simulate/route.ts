import { simulatePolicy } from "@policylayer/services/policies";
import { methods } from "../../../../../../server/methods";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(operations.simulatePolicy.input, async ({ ctx, input }) => ({
    value: { data: await simulatePolicy(ctx, input) },
  })),
});
