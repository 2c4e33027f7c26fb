import { deletePolicy, getPolicy, savePolicy } from "@policylayer/services/policies";
import { methods } from "../../../../../server/methods";
import { documentText } from "../../../../../server/rest/document-text";
import { readIfMatch, versionTag } from "../../../../../server/rest/if-match";
import { operations } from "../../../../../server/rest/operations";
import { route } from "../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getPolicy.input, async ({ ctx, input }) => {
    const value = await getPolicy(ctx, input);
    return { value, headers: versionTag(value) };
  }),
  PUT: route(operations.savePolicy.input, async ({ ctx, input, headers, body }) => {
    const document = documentText(body, input.document);
    const value = await savePolicy(ctx, { ...input, document, ifMatch: readIfMatch(headers) });
    return { value, headers: versionTag(value) };
  }),
  DELETE: route(operations.deletePolicy.input, async ({ ctx, input }) => ({ value: await deletePolicy(ctx, input) })),
});
