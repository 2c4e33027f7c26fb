import { z } from "zod";

const HEADERS_MAX = 20;

/** RFC 9110 `token`. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}$/;
/** Visible ASCII, with spaces or tabs inside only. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/;

/** Set by the connection itself, or by the protocol: a stored value would split a request or impersonate a client. */
const REFUSED: ReadonlySet<string> = new Set([
  ...["host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "keep-alive"],
  ...["te", "trailer", "upgrade", "expect", "cookie", "set-cookie", "accept", "accept-encoding", "forwarded"],
  ...["last-event-id", "http2-settings", "x-real-ip"],
]);
const REFUSED_PREFIXES = ["mcp-", "x-forwarded-", "proxy-"];

/** Headers sent to an upstream with every request, e.g. `{"Authorization": "Bearer …"}`. */
export const staticHeadersSchema = z
  .record(z.string(), z.string().max(8_000).regex(VALUE, "must be visible ASCII characters, without a line break"))
  .superRefine((headers, problems) => {
    const names = Object.keys(headers);
    if (names.length > HEADERS_MAX) problems.addIssue({ code: "custom", message: `at most ${HEADERS_MAX} headers` });
    const seen = new Set<string>();
    for (const name of names) {
      const detail = whatIsWrong(name, seen);
      if (detail !== null) problems.addIssue({ code: "custom", path: [name], message: detail });
      seen.add(name.toLowerCase());
    }
  });

function whatIsWrong(name: string, seen: ReadonlySet<string>): string | null {
  const lower = name.toLowerCase();
  if (!NAME.test(name)) return "is not a header name";
  if (REFUSED.has(lower) || REFUSED_PREFIXES.some((prefix) => lower.startsWith(prefix))) {
    return "is set by the gateway and can't be given";
  }
  return seen.has(lower) ? "is given twice, in different case" : null;
}
