import { newId } from "@policylayer/crypto";
import { problemResponse } from "../../../server/rest/problem";

/** What no other route answers: a machine asked, so not with a page. */
async function notFound(): Promise<Response> {
  return problemResponse(newId("req"), {
    status: 404,
    code: "not_found",
    detail: "There is nothing at this address. The API is described at /api/v1/openapi.json.",
  });
}

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT };
