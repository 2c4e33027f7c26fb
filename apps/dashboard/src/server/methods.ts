import "server-only";
import { newId } from "@policylayer/crypto";
import { problemResponse } from "./rest/problem";
import type { RouteHandler } from "./route";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** The exports of a route file: its handlers, and a 405 that says what is allowed for every other method. */
export function methods(handlers: Partial<Record<Method, RouteHandler>>): Record<Method, RouteHandler> {
  const allowed = METHODS.filter((method) => handlers[method] !== undefined);
  const allow = [...allowed, ...(handlers.GET === undefined ? [] : ["HEAD"])].join(", ");
  const refuse: RouteHandler = async (request) =>
    problemResponse(newId("req"), {
      status: 405,
      code: "method_not_allowed",
      detail: `${request.method} isn't possible here. Allowed: ${allow}.`,
      headers: { allow },
    });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, ...handlers };
}
