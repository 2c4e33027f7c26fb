import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Desk } from "./desk";
import { registerCustomerTools } from "./tools/customers";
import { registerOrderTools } from "./tools/orders";
import { registerProcedureTools } from "./tools/procedures";
import { registerRefundTools } from "./tools/refunds";

/** A forgotten session is closed when this many are open and another one starts. */
const SESSIONS_MAX = 200;

export interface McpSessions {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/** MCP over streamable HTTP with a session per client; all of them work on the same desk. */
export function createMcpSessions(desk: Desk): McpSessions {
  const sessions = new Map<string, StreamableHTTPServerTransport>();

  async function open(): Promise<StreamableHTTPServerTransport> {
    const oldest = sessions.size >= SESSIONS_MAX ? sessions.entries().next().value : undefined;
    if (oldest) await oldest[1].close();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        sessions.set(id, transport);
      },
    });
    const server = new McpServer(
      { name: "operations-desk", title: "Operations desk (demo)", version: "1.0.0" },
      { instructions: "The operations desk of an imaginary company. Nothing here is real." },
    );
    for (const register of [registerProcedureTools, registerCustomerTools, registerOrderTools, registerRefundTools]) {
      register(server, desk);
    }
    server.server.onclose = () => {
      if (transport.sessionId !== undefined) sessions.delete(transport.sessionId);
    };
    await server.connect(transport);
    return transport;
  }

  return {
    async handle(request, response) {
      const id = request.headers["mcp-session-id"];
      const known = typeof id === "string" ? sessions.get(id) : undefined;
      if (known) return known.handleRequest(request, response);
      if (id !== undefined) {
        const error = { code: -32001, message: "Session not found" };
        response.writeHead(404, { "content-type": "application/json" });
        response.end(JSON.stringify({ jsonrpc: "2.0", id: null, error }));
        return;
      }
      const transport = await open();
      await transport.handleRequest(request, response);
      // Not an initialize request: the transport has said so, and nothing will come for it again.
      if (transport.sessionId === undefined) await transport.close();
    },
    async close() {
      await Promise.all([...sessions.values()].map((transport) => transport.close()));
    },
  };
}
