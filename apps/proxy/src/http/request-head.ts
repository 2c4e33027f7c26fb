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
  readonly traceparent: string | null;
  readonly lastEventId: string | null;
  /** Name of a header that came twice and must not: two readers could take different ones. */
  readonly repeated: string | null;
  readonly count: number;
}

/** Reads Node's raw header list once. `IncomingMessage.headers` would keep the first of two and hide the second. */
export function readHead(raw: readonly string[]): RequestHead {
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
    traceparent: null,
    lastEventId: null,
    repeated: null,
    count: raw.length / 2,
  };
  let mcpName: string | null = null;
  let mcpMethod: string | null = null;
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
      // Not read in this era of the protocol. Two of them are no less a sign of somebody who wants to be read in two ways.
      case "mcp-name":
        mcpName = once(head, name, mcpName, value);
        break;
      case "mcp-method":
        mcpMethod = once(head, name, mcpMethod, value);
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
        break;
    }
  }
  return head;
}

function once(head: { repeated: string | null }, name: string, known: string | null, value: string): string {
  if (known === null) return value;
  head.repeated ??= name;
  return known;
}
