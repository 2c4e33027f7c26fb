import { getApproval } from "@policylayer/services/approvals";
import { methods } from "../../../../../server/methods";
import { operations } from "../../../../../server/rest/operations";
import { route } from "../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getApproval.input, async ({ ctx, input }) => ({ value: await getApproval(ctx, input) })),
});
