import { Client, ProtocolError } from "@modelcontextprotocol/client";
import type { GuardedFetch } from "@policylayer/net";
import type { ServerConnection, ToolDefinition } from "../servers/schemas";
import type { SeenAnswer } from "./describe-upstream-failure";
import { listPages } from "./list-pages";
import type { Dialect } from "./upstream-dialects";

/** Client errors that say no more than that this is the wrong way to speak; the others are about credentials and load. */
const NO_REFUSAL = new Set([401, 403, 407, 408, 429]);

export interface FailedDialect {
  readonly kind: "failed";
  readonly error: unknown;
  /** The last answer that tells what the server is. */
  readonly seen: SeenAnswer | null;
  /** It doesn't know this way to be spoken to; nothing was done. */
  readonly isRefusal: boolean;
  /** It knows this way, and something else went wrong. */
  readonly isUnderstood: boolean;
}

/** Connects in one way, lists the tools and says goodbye. Never rejects. */
export async function listInDialect(
  dialect: Dialect,
  guardedFetch: GuardedFetch,
  connection: ServerConnection,
  limits: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<{ readonly kind: "listed"; readonly tools: ToolDefinition[] } | FailedDialect> {
  const seen: { last: SeenAnswer | null; isStream: boolean } = { last: null, isStream: false };
  const transport = dialect.connect(new URL(connection.url), {
    requestInit: { headers: { ...connection.headers } },
    fetch: async (url, init) => {
      const method = init?.method ?? "GET";
      // A client also tries to listen, which tells nothing of a server that takes POSTs.
      const isTelling = method === "POST" || method === dialect.opensWith;
      if (isTelling) seen.last = null;
      const signals = [limits.signal, ...(init?.signal ? [init.signal] : [])];
      const answer = await guardedFetch(url, { ...init, signal: AbortSignal.any(signals) });
      if (!isTelling) return answer;
      const { status } = answer;
      const contentType = answer.headers.get("content-type");
      seen.last = { method, status, contentType };
      seen.isStream ||= method === "GET" && status === 200 && /^text\/event-stream\b/i.test(contentType ?? "");
      return answer;
    },
  });
  const client = new Client(
    { name: "policylayer", version: "1.0.0" },
    { capabilities: {}, versionNegotiation: { mode: dialect.mode } },
  );
  let isConnected = false;
  try {
    await client.connect(transport, { signal: limits.signal, timeout: limits.timeoutMs });
    isConnected = true;
    const hasTools = client.getServerCapabilities()?.tools !== undefined;
    const tools = hasTools ? await listPages(client, limits) : [];
    await goodbye(transport);
    return { kind: "listed", tools };
  } catch (error) {
    const { last, isStream } = seen;
    const status = last?.status ?? 0;
    const isRefusal =
      !isConnected && ((status >= 400 && status < 500 && !NO_REFUSAL.has(status)) || error instanceof ProtocolError);
    return { kind: "failed", error, seen: last, isRefusal, isUnderstood: isConnected || isStream };
  } finally {
    await client.close();
  }
}

async function goodbye(transport: object): Promise<void> {
  if (!("terminateSession" in transport) || typeof transport.terminateSession !== "function") return;
  // Refused, or there is no session: the upstream ends it by itself, some time.
  await Promise.resolve(transport.terminateSession()).catch(() => undefined);
}
