import "server-only";
import { newId } from "@policylayer/crypto";
import type { ServiceContext } from "@policylayer/services/context";
import { parseInput } from "@policylayer/services/input";
import type { z } from "zod";
import { getDeps } from "./deps";
import { presentError } from "./present-error";
import { apiKeyContext } from "./rest/api-key-context";
import { everyAnswer, problemResponse } from "./rest/problem";
import type { JsonBody } from "./rest/read-body";
import { type PathParams, readInput, takesInputFrom } from "./rest/read-input";

export interface ApiRequest<Input> {
  readonly ctx: ServiceContext;
  /** Body or query and path, checked by the route's schema. */
  readonly input: Input;
  readonly headers: Headers;
  readonly body: JsonBody | null;
}

/** What a handler answers with: a value and, where it isn't 200, a status. */
export interface ApiAnswer {
  readonly value: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Next gives `undefined` as the params of a path without any. */
export type RouteHandler = (request: Request, route: { params: Promise<PathParams | undefined> }) => Promise<Response>;

/** A call of the REST API: authenticate, read, check, one verb, answer. Every error becomes a problem document. */
export function route<Schema extends z.ZodType>(
  schema: Schema,
  handler: (request: ApiRequest<z.output<Schema>>) => Promise<ApiAnswer>,
): RouteHandler {
  return async (request, { params }) => {
    const requestId = newId("req");
    try {
      const ctx = await apiKeyContext(request.headers);
      const { fields, body } = await readInput(request, (await params) ?? {});
      const input = parseInput(schema, fields);
      const { value, status, headers } = await handler({ ctx, input, headers: request.headers, body });
      return Response.json(value, { status: status ?? 200, headers: { ...headers, ...everyAnswer(requestId) } });
    } catch (error) {
      return problemResponse(
        requestId,
        presentError(error, takesInputFrom(request.method)) ?? unexpected(error, requestId),
      );
    }
  };
}

function unexpected(error: unknown, requestId: string) {
  getDeps().log.error({ err: error, request_id: requestId }, "a request of the REST API failed");
  const detail = "Something went wrong on our side. The request's id finds it in the log of the dashboard.";
  return { status: 500, code: "internal", detail };
}
