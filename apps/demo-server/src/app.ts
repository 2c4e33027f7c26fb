import { createServer, type Server, type ServerResponse } from "node:http";
import { isAllowedHost } from "./allowed-host";
import type { Desk } from "./desk";
import { createMcpSessions } from "./mcp-sessions";

export interface App {
  server: Server;
  /** Ends sessions and open streams, then the server. */
  close(): Promise<void>;
}

/** `/mcp` speaks MCP, `GET /state` shows what did happen. Not listening yet. */
export function buildApp(desk: Desk): App {
  const sessions = createMcpSessions(desk);
  const server = createServer((request, response) => {
    if (!isAllowedHost(request.headers.host, request.headers.origin)) {
      return answer(response, 403, { error: "this server answers to loopback names only" });
    }
    const path = (request.url ?? "/").split("?")[0];
    if (path === "/state" && request.method === "GET") return answer(response, 200, desk.state);
    if (path !== "/mcp") return answer(response, 404, { error: "there is /mcp and GET /state" });
    sessions.handle(request, response).catch((error: Error) => {
      console.error(JSON.stringify({ level: "error", message: error.message }));
      if (!response.headersSent) answer(response, 500, { error: "the demo server failed" });
      else response.destroy();
    });
  });
  return {
    server,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await sessions.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
