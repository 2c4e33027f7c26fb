import { diffPolicyVersions } from "@policylayer/services/policies";
import { methods } from "../../../../../../../../server/methods";
import { operations } from "../../../../../../../../server/rest/operations";
import { route } from "../../../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.diffPolicyVersions.input, async ({ ctx, input }) => ({
    value: await diffPolicyVersions(ctx, input),
  })),
});
