/** The headers this proxy reads. Every other header of a client ends here: none is forwarded. */
export interface RequestHead {
  readonly host: string | null;
  readonly origin: string | null;
  readonly authorization: string | null;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly contentLength: string | null;
  /** Whether a body may follow. */
  readonly hasBody: boolean;
  /** Several `Accept` headers are one list. */
  readonly accept: string | null;
  readonly sessionId: string | null;
  readonly protocolVersion: string | null;
  /** What revision 2026-07-28 repeats of the body, to be held against it. */
  readonly mcpMethod: string | null;
  readonly mcpName: string | null;
  /** Its `Mcp-Param-*`, as name, value, name, value, names in lower case; null without any. */
  readonly mcpParams: readonly string[] | null;
  readonly traceparent: string | null;
  readonly lastEventId: string | null;
  /** Name of a header that came twice and must not: two readers could take different ones. */
  readonly repeated: string | null;
  readonly count: number;
}

/** Reads Node's raw header list once. `IncomingMessage.headers` would keep the first of two and hide the second. */
export function readHead(raw: readonly string[]): RequestHead {
  let mcpParams: string[] | null = null;
  const head: { -readonly [K in keyof RequestHead]: RequestHead[K] } = {
    host: null,
    origin: null,
    authorization: null,
    contentType: null,
    contentEncoding: null,
    contentLength: null,
    hasBody: false,
    accept: null,
    sessionId: null,
    protocolVersion: null,
    mcpMethod: null,
    mcpName: null,
    mcpParams: null,
    traceparent: null,
    lastEventId: null,
    repeated: null,
    count: raw.length / 2,
  };
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    const value = raw[at + 1] ?? "";
    switch (name) {
      case "host":
        head.host = once(head, name, head.host, value);
        break;
      case "origin":
        head.origin = once(head, name, head.origin, value);
        break;
      case "authorization":
        head.authorization = once(head, name, head.authorization, value);
        break;
      case "content-type":
        head.contentType = once(head, name, head.contentType, value);
        break;
      case "mcp-session-id":
        head.sessionId = once(head, name, head.sessionId, value);
        break;
      case "mcp-protocol-version":
        head.protocolVersion = once(head, name, head.protocolVersion, value);
        break;
      case "last-event-id":
        head.lastEventId = once(head, name, head.lastEventId, value);
        break;
      // Not read in the initialize era. Two of them are no less a sign of somebody who wants to be read in two ways.
      case "mcp-name":
        head.mcpName = once(head, name, head.mcpName, value);
        break;
      case "mcp-method":
        head.mcpMethod = once(head, name, head.mcpMethod, value);
        break;
      case "accept":
        head.accept = head.accept === null ? value : `${head.accept}, ${value}`;
        break;
      case "content-encoding":
        head.contentEncoding = value;
        break;
      case "content-length":
        head.contentLength = value;
        head.hasBody ||= value !== "0";
        break;
      case "transfer-encoding":
        head.hasBody = true;
        break;
      case "traceparent":
        head.traceparent = value;
        break;
      default:
        if (!name.startsWith("mcp-param-")) break;
        mcpParams ??= [];
        if (has(mcpParams, name)) head.repeated ??= name;
        mcpParams.push(name, value);
        break;
    }
  }
  head.mcpParams = mcpParams;
  return head;
}

function once(head: { repeated: string | null }, name: string, known: string | null, value: string): string {
  if (known === null) return value;
  head.repeated ??= name;
  return known;
}

function has(params: readonly string[], name: string): boolean {
  for (let at = 0; at < params.length; at += 2) if (params[at] === name) return true;
  return false;
}
