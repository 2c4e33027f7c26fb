import { Pool } from "undici";

/** A client of the proxy that measures nothing and retries nothing: one request, one answer. */
export interface RawClient {
  /** The text of the JSON-RPC answer, and the HTTP status. */
  call(tool: string, args: Record<string, unknown>): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}

/** Opens a session on one proxy with a grant's token. Throws when that is refused. */
export async function openRawClient(
  proxyUrl: string,
  path: string,
  token: string,
  connections = 16,
): Promise<RawClient> {
  const pool = new Pool(proxyUrl, { connections, pipelining: 1 });
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
  };
  const post = (body: unknown) => pool.request({ method: "POST", path, headers, body: JSON.stringify(body) });
  const opened = await post({
    jsonrpc: "2.0",
    id: 0,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "raw", version: "1.0.0" } },
  });
  const text = await opened.body.text();
  if (opened.statusCode !== 200) throw new Error(`initialize: ${opened.statusCode} ${text}`);
  headers["mcp-session-id"] = String(opened.headers["mcp-session-id"]);
  headers["mcp-protocol-version"] = "2025-11-25";
  let id = 0;
  return {
    async call(tool, args) {
      const params = { name: tool, arguments: args };
      const answer = await post({ jsonrpc: "2.0", id: ++id, method: "tools/call", params });
      return { status: answer.statusCode, text: await answer.body.text() };
    },
    close: () => pool.close(),
  };
}
