import { listToolDecisions } from "@policylayer/services/servers";
import { methods } from "../../../../../../../../server/methods";
import { operations } from "../../../../../../../../server/rest/operations";
import { route } from "../../../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listToolDecisions.input, async ({ ctx, input }) => ({
    value: await listToolDecisions(ctx, input),
  })),
});
