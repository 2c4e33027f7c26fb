import "server-only";
import { isServiceError, type ServiceErrorCode } from "@policylayer/services/errors";
import { EdgeRefusal } from "./rest/edge-refusal";
import type { ProblemInput } from "./rest/problem";

/** The one place that knows which HTTP status a refusal of a verb is. */
export const STATUS_OF: Readonly<Record<ServiceErrorCode, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID: 422,
  CONFLICT: 409,
  PRECONDITION_REQUIRED: 428,
  PRECONDITION_FAILED: 412,
  TOO_MANY_ATTEMPTS: 429,
  UPSTREAM_UNREACHABLE: 502,
  UPSTREAM_NOT_MCP: 502,
  NOT_YET_IN_FORCE: 503,
  STORE_UNAVAILABLE: 503,
};

/** Prisma's and Node's codes for "the database gives no answer". */
const STORE_DOWN = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
]);

/**
 * What is answered to an error. A problem in the address (a query has no body to be unprocessable) is a 400 rather than a
 * 422. null: a bug, about which people are told nothing but the request's id.
 */
export function presentError(error: unknown, inputFrom: "query" | "body"): ProblemInput | null {
  if (error instanceof EdgeRefusal) return error.problem;
  if (isServiceError(error)) {
    const isBadQuery = error.code === "INVALID" && inputFrom === "query";
    const seconds = error.retryAfterMs === null ? null : Math.ceil(error.retryAfterMs / 1_000);
    return {
      status: isBadQuery ? 400 : STATUS_OF[error.code],
      code: error.code.toLowerCase(),
      detail: error.message,
      errors: [...error.problems],
      ...(seconds === null ? {} : { headers: { "retry-after": String(seconds) } }),
    };
  }
  if (!isStoreDown(error)) return null;
  return {
    status: 503,
    code: "directory_unavailable",
    detail:
      "The database gives no answer at the moment, so nothing was read or changed for certain. Try again shortly.",
    headers: { "retry-after": "5" },
  };
}

function isStoreDown(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string" && STORE_DOWN.has(at.code)) return true;
  }
  return false;
}
