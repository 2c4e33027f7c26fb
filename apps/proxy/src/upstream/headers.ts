import { CannotOpen, open, serverHeadersPlace, unwrapDataKey } from "@policylayer/crypto";
import type { ProtocolVersion } from "@policylayer/mcp";
import { z } from "zod";
import type { UpstreamAddress } from "../grants/grant";

export const GATEWAY_NAME = "policylayer";
export const GATEWAY_VERSION = "1.0.0";

/** What the gateway says itself, besides all of `mcp-`; a static header of the same name is left out. */
const OWN = new Set([
  "content-type",
  "accept",
  "user-agent",
  "mcp-session-id",
  "mcp-protocol-version",
  "traceparent",
  "last-event-id",
]);
/** Names that would change where or how a message is sent (they are refused when saved, too). */
const FORBIDDEN =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|cookie|mcp-.*|x-forwarded-.*|forwarded|proxy-.*)$/;
export const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const headersSchema = z.record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/));

export interface UpstreamContext {
  /** The upstream's own session id. */
  readonly sessionId: string | null;
  /** null before one was negotiated. */
  readonly protocolVersion: ProtocolVersion | null;
  /** As the client sent it; passed on when well formed (W3C Trace Context). */
  readonly traceparent: string | null;
  /** Only to listen: where to go on, or null for a new stream. */
  readonly lastEventId?: string | null;
  /** Of revision 2026-07-28: what repeats the message, as name, value, name, value. */
  readonly messageHeaders?: readonly string[];
}

/**
 * Every header an upstream gets, as undici takes them: the ones of this list and the server's static ones. Nothing of the
 * client's passes but a well-formed trace id. Credentials are opened here, for this one message, and are not kept.
 * Throws `CannotOpen`, or a zod error that is to be treated alike.
 */
export function upstreamHeaders(upstream: UpstreamAddress, context: UpstreamContext, encryptionKey: Buffer): string[] {
  const { lastEventId } = context;
  const headers =
    lastEventId === undefined
      ? ["content-type", "application/json", "accept", "application/json, text/event-stream"]
      : ["accept", "text/event-stream"];
  headers.push("user-agent", `${GATEWAY_NAME}/${GATEWAY_VERSION}`);
  if (lastEventId !== undefined && lastEventId !== null) headers.push("last-event-id", lastEventId);
  if (context.messageHeaders !== undefined) headers.push(...context.messageHeaders);
  if (context.sessionId !== null) headers.push("mcp-session-id", context.sessionId);
  if (context.protocolVersion !== null) headers.push("mcp-protocol-version", context.protocolVersion);
  if (context.traceparent !== null && TRACEPARENT.test(context.traceparent)) {
    headers.push("traceparent", context.traceparent);
  }
  if (upstream.sealedHeaders !== null) {
    for (const [name, value] of Object.entries(openHeaders(upstream, upstream.sealedHeaders, encryptionKey))) {
      const lower = name.toLowerCase();
      if (!OWN.has(lower) && !FORBIDDEN.test(lower)) headers.push(lower, value);
    }
  }
  return headers;
}

function openHeaders(upstream: UpstreamAddress, sealed: Uint8Array, encryptionKey: Buffer): Record<string, string> {
  const { organizationId, serverId, wrappedKeys } = upstream;
  const place = serverHeadersPlace(organizationId, serverId);
  let failure = new CannotOpen("the organization has no data key");
  // Sealed with the newest key, unless it was changed since: then with one before.
  for (const wrapped of wrappedKeys) {
    try {
      const plaintext = open(unwrapDataKey(encryptionKey, wrapped, organizationId), sealed, place).toString("utf8");
      const value: unknown = JSON.parse(plaintext);
      return headersSchema.parse(value);
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw new CannotOpen("the sealed headers are not readable");
      failure = error;
    }
  }
  throw failure;
}
