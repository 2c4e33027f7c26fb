import { approve } from "@policylayer/services/approvals";
import { methods } from "../../../../../../server/methods";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(operations.approve.input, async ({ ctx, input }) => ({ value: await approve(ctx, input) })),
});
