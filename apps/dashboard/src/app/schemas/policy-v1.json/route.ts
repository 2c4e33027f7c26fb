import { policyJsonSchema } from "@policylayer/policy";
import { methods } from "../../../server/methods";

const BODY = JSON.stringify(policyJsonSchema());

/** The JSON Schema of policy documents, for editors: public, the same for everybody, and at this address for good. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: async () =>
    new Response(BODY, {
      headers: {
        "content-type": "application/schema+json; charset=utf-8",
        "cache-control": "public, max-age=3600",
        "access-control-allow-origin": "*",
      },
    }),
});
