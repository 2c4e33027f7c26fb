import { setMaxListeners } from "node:events";
import type { GuardedFetch } from "@policylayer/net";
import type { ServerConnection, ServerTransport, ToolDefinition } from "../servers/schemas";
import { describeUpstreamFailure, type SeenAnswer } from "./describe-upstream-failure";
import { type FailedDialect, listInDialect } from "./list-in-dialect";
import { DIALECTS, type Dialect } from "./upstream-dialects";

/** For connecting in whichever way it takes, all pages and saying goodbye. */
const TIMEOUT_MS = 15_000;

/** What an upstream lists, and how it was spoken to. */
export interface ListedUpstream {
  readonly url: string;
  readonly transport: ServerTransport;
  readonly tools: ToolDefinition[];
}

/**
 * Connects to an upstream with the official client and lists its tools, whatever revision and transport it speaks. `initialize`
 * comes first, as from most clients: a server that knows both eras is listed as most clients see it. Throws
 * UPSTREAM_UNREACHABLE when there was no answer to speak of, and UPSTREAM_NOT_MCP when what answered isn't a usable MCP server;
 * both say what was seen and hold no secret.
 */
export async function listUpstreamTools(
  guardedFetch: GuardedFetch,
  connection: ServerConnection,
): Promise<ListedUpstream> {
  const deadline = new AbortController();
  // The clients listen anew for every request and never stop.
  setMaxListeners(0, deadline.signal);
  const timer = setTimeout(() => deadline.abort(new DOMException("too slow", "TimeoutError")), TIMEOUT_MS);
  const limits = { signal: deadline.signal, timeoutMs: TIMEOUT_MS };
  try {
    let told: { readonly failed: FailedDialect; readonly dialect: Dialect } | null = null;
    let refused: SeenAnswer | null = null;
    for (const dialect of DIALECTS) {
      if (told !== null && !dialect.isWorthTrying(refused)) continue;
      const result = await listInDialect(dialect, guardedFetch, connection, limits);
      if (result.kind === "listed") return { url: connection.url, transport: dialect.transport, tools: result.tools };
      refused ??= result.seen;
      // Whoever got furthest has most to say.
      if (told === null || result.isUnderstood) told = { failed: result, dialect };
      if (!result.isRefusal || deadline.signal.aborted) break;
    }
    if (told === null) throw new Error("there is a first way to speak to a server");
    const { failed, dialect } = told;
    throw describeUpstreamFailure(
      deadline.signal.aborted ? deadline.signal.reason : failed.error,
      failed.seen,
      dialect.name,
    );
  } finally {
    clearTimeout(timer);
    deadline.abort();
  }
}
