import { approveTool } from "@policylayer/services/servers";
import { methods } from "../../../../../../../../server/methods";
import { operations } from "../../../../../../../../server/rest/operations";
import { route } from "../../../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(operations.approveTool.input, async ({ ctx, input }) => ({ value: await approveTool(ctx, input) })),
});
