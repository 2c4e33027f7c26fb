import { discoverTools } from "../../../../../../server/discover-tools";
import { methods } from "../../../../../../server/methods";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(operations.discoverTools.input, async ({ ctx, input }) => ({ value: await discoverTools(ctx, input) })),
});
