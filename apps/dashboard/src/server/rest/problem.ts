import "server-only";
import { z } from "zod";

/** What the edge itself refuses, and what a verb refused, as RFC 9457 puts it. */
export const problemSchema = z.object({
  /** `about:blank`: `code` says which problem it is. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** A sentence for people. */
  detail: z.string(),
  /** Stable; programs decide by it. */
  code: z.string(),
  request_id: z.string(),
  errors: z
    .array(
      z.object({
        /** RFC 6901, into the body; `""` is the whole of it. */
        pointer: z.string(),
        detail: z.string(),
        line: z.int().optional(),
        column: z.int().optional(),
      }),
    )
    .optional(),
});
export type Problem = z.output<typeof problemSchema>;

export interface ProblemInput extends Pick<Problem, "status" | "code" | "detail" | "errors"> {
  readonly headers?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  428: "Precondition Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

export function problemResponse(requestId: string, { status, code, detail, errors, headers }: ProblemInput): Response {
  const problem: Problem = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    detail,
    code,
    request_id: requestId,
    ...(errors === undefined || errors.length === 0 ? {} : { errors: [...errors] }),
  };
  return Response.json(problem, {
    status,
    headers: { ...headers, "content-type": "application/problem+json", ...everyAnswer(requestId) },
  });
}

/** Headers that every answer of the API has. */
export function everyAnswer(requestId: string): Record<string, string> {
  return { "x-request-id": requestId, "cache-control": "no-store" };
}
