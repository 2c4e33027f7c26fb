import { createPolicy, listPolicies } from "@policylayer/services/policies";
import { methods } from "../../../../../../server/methods";
import { documentText } from "../../../../../../server/rest/document-text";
import { versionTag } from "../../../../../../server/rest/if-match";
import { operations } from "../../../../../../server/rest/operations";
import { route } from "../../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listPolicies.input, async ({ ctx, input: { id, ...page } }) => ({
    value: await listPolicies(ctx, { server: id, ...page }),
  })),
  POST: route(operations.createPolicy.input, async ({ ctx, input: { id, ...input }, body }) => {
    const document = documentText(body, input.document);
    const value = await createPolicy(ctx, { ...input, server: id, document });
    return { value, status: operations.createPolicy.status, headers: versionTag(value) };
  }),
});
