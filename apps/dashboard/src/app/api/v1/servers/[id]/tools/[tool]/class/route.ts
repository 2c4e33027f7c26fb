import { overrideToolClass } from "@policylayer/services/servers";
import { methods } from "../../../../../../../../server/methods";
import { operations } from "../../../../../../../../server/rest/operations";
import { route } from "../../../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PUT: route(operations.overrideToolClass.input, async ({ ctx, input }) => ({
    value: await overrideToolClass(ctx, input),
  })),
});
