import type { JsonRpcId } from "../json-rpc-message";

/** A slug, and the server's own token as JSON, so that 7 and "7" stay two. */
const SHOWN = /^policylayer\+([a-z0-9]+(?:-[a-z0-9]+)*):(.+)$/s;

/**
 * The progress token of a server's request at the team endpoint: two servers may give the same one, and what the client says of
 * its progress has to find the one that asked.
 */
export function namespaceProgressToken(server: string, token: JsonRpcId): string {
  return `policylayer+${server}:${JSON.stringify(token)}`;
}

/** Whose token it is, as that server gave it; null for one that no server can have given. */
export function splitProgressToken(
  shown: JsonRpcId,
): { readonly server: string; readonly progressToken: JsonRpcId } | null {
  const [, server, text] = typeof shown === "string" ? (SHOWN.exec(shown) ?? []) : [];
  if (server === undefined || text === undefined) return null;
  const progressToken = parseToken(text);
  return progressToken === null || JSON.stringify(progressToken) !== text ? null : { server, progressToken };
}

function parseToken(text: string): JsonRpcId | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "string") return value;
    return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
