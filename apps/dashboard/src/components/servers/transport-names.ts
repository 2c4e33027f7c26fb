import type { ServerTransport } from "@policylayer/services/servers";

/** How a server is spoken to, in words. */
export const TRANSPORT_NAMES: Readonly<Record<ServerTransport, string>> = {
  streamable_http: "Streamable HTTP",
  http_sse: "HTTP+SSE (MCP 2024-11-05)",
};
