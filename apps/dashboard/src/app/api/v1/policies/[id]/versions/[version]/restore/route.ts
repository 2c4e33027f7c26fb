import { restorePolicyVersion } from "@policylayer/services/policies";
import { methods } from "../../../../../../../../server/methods";
import { readIfMatch, versionTag } from "../../../../../../../../server/rest/if-match";
import { operations } from "../../../../../../../../server/rest/operations";
import { route } from "../../../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(operations.restorePolicyVersion.input, async ({ ctx, input, headers }) => {
    const value = await restorePolicyVersion(ctx, { ...input, ifMatch: readIfMatch(headers) });
    return { value, headers: versionTag(value) };
  }),
});
