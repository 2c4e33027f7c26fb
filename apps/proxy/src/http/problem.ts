/**
 * Every refusal of the HTTP layer (RFC 9457), in one table. Failures of a dependency are not here: see
 * `enforcement/failure-mode.ts`.
 */
export const problems = {
  bad_request_header: [400, "Bad request", "A header that may come once came twice."],
  unexpected_body: [400, "Bad request", "A GET has no body. Send messages with POST."],
  bad_request_target: [
    400,
    "Bad request",
    "The request's target names another place than this proxy. Send the path of the proxy URL.",
  ],
  bad_session_header: [
    400,
    "Session required",
    "Send the Mcp-Session-Id that the answer to initialize carried, or initialize first.",
  ],
  unauthorized: [401, "Unauthorized", "Send a valid grant token: Authorization: Bearer plg_live_…"],
  host_refused: [
    403,
    "Host refused",
    "This host name is not one of the proxy. Use the proxy URL as shown, or add the name to ALLOWED_HOSTS.",
  ],
  origin_refused: [
    403,
    "Origin refused",
    "Pages of this origin may not call the proxy. Add the origin to ALLOWED_ORIGINS.",
  ],
  not_found: [
    404,
    "Not found",
    "There is nothing here. Proxy URLs are /{organization}/{team}/{server}/mcp and /{organization}/{team}/mcp.",
  ],
  session_not_found: [404, "Session not found", "This session has ended or never was. Initialize again."],
  method_not_allowed: [405, "Method not allowed", "Use POST for messages, GET to listen, and DELETE to end a session."],
  stateless_method: [
    405,
    "Method not allowed",
    "Revision 2026-07-28 has no sessions. Send every message with POST; subscriptions/listen opens a stream.",
  ],
  stream_not_offered: [405, "Method not allowed", "This server has no stream to listen to. Use POST for messages."],
  not_acceptable: [406, "Not acceptable", "Send Accept: application/json, text/event-stream."],
  stream_not_acceptable: [406, "Not acceptable", "Send Accept: text/event-stream to listen."],
  body_too_large: [413, "Body too large", "The message is larger than this proxy takes."],
  unsupported_media_type: [
    415,
    "Unsupported media type",
    "Send Content-Type: application/json, in UTF-8 and without Content-Encoding.",
  ],
  too_many_streams: [
    429,
    "Too many streams",
    "This session or grant has as many open streams as it may. Close one, or try again later.",
  ],
  too_many_headers: [431, "Too many headers", "A request may have 100 headers."],
  internal_error: [500, "Internal error", "Something went wrong in the proxy. The operator's log has the cause."],
} as const;

export type ProblemCode = keyof typeof problems;

const bodies = new Map<string, string>();

/** The body, the same bytes for every request refused with this code. */
export function problemBody(code: ProblemCode): string {
  let body = bodies.get(code);
  if (body === undefined) {
    const [status, title, detail] = problems[code];
    body = JSON.stringify({ type: "about:blank", title, status, detail, code });
    bodies.set(code, body);
  }
  return body;
}
