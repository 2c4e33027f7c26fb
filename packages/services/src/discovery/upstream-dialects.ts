import { SSEClientTransport, StreamableHTTPClientTransport, type Transport } from "@modelcontextprotocol/client";
import type { ServerTransport } from "../servers/schemas";
import type { SeenAnswer } from "./describe-upstream-failure";

/** One way to speak to a server. */
export interface Dialect {
  readonly transport: ServerTransport;
  /** As an error names it; null: as one would expect. */
  readonly name: string | null;
  /** For the client's `versionNegotiation`. */
  readonly mode: "legacy" | { readonly pin: string };
  /** Whose answers tell what a server is: `GET` where that opens the conversation. */
  readonly opensWith: "POST" | "GET";
  /** After the first way was refused with this answer. */
  isWorthTrying(refused: SeenAnswer | null): boolean;
  connect(url: URL, options: TransportOptions): Transport;
}

export interface TransportOptions {
  readonly requestInit: { readonly headers: Record<string, string> };
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
}

/**
 * In the order they are tried. A server answers a way it doesn't know with a refusal that does nothing: HTTP 4xx, or a JSON-RPC
 * error. Whoever only knows HTTP+SSE takes no POST at this address (MCP 2025-11-25, basic/transports, backwards compatibility).
 */
export const DIALECTS: readonly Dialect[] = [
  {
    transport: "streamable_http",
    name: null,
    mode: "legacy",
    opensWith: "POST",
    isWorthTrying: () => true,
    connect: (url, options) => new StreamableHTTPClientTransport(url, options),
  },
  {
    transport: "streamable_http",
    name: "MCP 2026-07-28",
    mode: { pin: "2026-07-28" },
    opensWith: "POST",
    isWorthTrying: () => true,
    connect: (url, options) => new StreamableHTTPClientTransport(url, options),
  },
  {
    transport: "http_sse",
    name: "HTTP+SSE",
    mode: "legacy",
    opensWith: "GET",
    isWorthTrying: (refused) => refused !== null && [400, 404, 405].includes(refused.status),
    connect: (url, options) => new SSEClientTransport(url, options),
  },
];
