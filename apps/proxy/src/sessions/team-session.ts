import { createHash } from "node:crypto";
import type { JsonObject, ProtocolVersion } from "@policylayer/mcp";
import type { Binding } from "../grants/grant";

/**
 * A client's session with all servers of its grant. It is what calls are judged and counted in, and what their rows name. With
 * each server it has a session of the ordinary kind, opened when first needed: see `childSessionId`.
 */
export interface TeamSession {
  readonly sessionId: string;
  readonly grantId: string;
  readonly serverId: null;
  readonly protocolVersion: ProtocolVersion;
  /** Self-reported. */
  readonly clientName: string | null;
  readonly clientVersion: string;
  /** What the client declared, as far as it is ever relayed. */
  readonly capabilities: JsonObject;
}

/**
 * Under which id a team session's session with one server, at its present address, is stored. Derived, so that every proxy finds
 * it, and no two of them open two.
 */
export function childSessionId({ sessionId }: Pick<TeamSession, "sessionId">, { serverId, upstream }: Binding): string {
  return createHash("sha256")
    .update(JSON.stringify([sessionId, serverId, upstream.url]))
    .digest("base64url");
}
