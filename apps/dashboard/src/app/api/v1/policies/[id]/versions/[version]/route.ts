import { getPolicyVersion } from "@policylayer/services/policies";
import { methods } from "../../../../../../../server/methods";
import { operations } from "../../../../../../../server/rest/operations";
import { route } from "../../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getPolicyVersion.input, async ({ ctx, input }) => ({
    value: await getPolicyVersion(ctx, input),
  })),
});
