import "server-only";
import { newId } from "@policylayer/crypto";
import { problemResponse } from "./problem";

/** What is answered where no route is: a machine asked, so not with a page. */
export async function unknownAddress(): Promise<Response> {
  return problemResponse(newId("req"), {
    status: 404,
    code: "not_found",
    detail: "There is nothing at this address. The API is described at /api/v1/openapi.json.",
  });
}
