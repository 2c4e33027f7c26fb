import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, type McpHttpHandler, Server } from "@modelcontextprotocol/server";
import type { ToolSeed } from "./seed-world";

export const TOOLS: readonly ToolSeed[] = [
  { name: "echo", inputSchema: { type: "object" } },
  {
    name: "by_region",
    inputSchema: { type: "object", properties: { region: { type: "string", "x-mcp-header": "Region" } } },
  },
  { name: "work", inputSchema: { type: "object" } },
  { name: "hang", inputSchema: { type: "object" } },
  { name: "ask", inputSchema: { type: "object" } },
  // Against the rules: such a tool is for no client over HTTP.
  { name: "odd", inputSchema: { type: "object", properties: { n: { type: "number", "x-mcp-header": "N" } } } },
];

/** The headers and the message of one POST. */
export interface Posted {
  readonly headers: IncomingMessage["headers"];
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into messages of every shape.
  readonly message: any;
}

/** The official server of revision 2026-07-28 and no other, in this process, with something of everything. */
export interface StatelessUpstream {
  readonly url: string;
  readonly posted: Posted[];
  readonly notify: McpHttpHandler["notify"];
  /** Calls of `hang` that go on. */
  readonly hanging: () => number;
  readonly of: (method: string) => readonly Posted[];
  /** Ends the streams that are listened to, in order. */
  readonly close: () => Promise<void>;
  stop(): Promise<void>;
}

export async function startStatelessUpstream(): Promise<StatelessUpstream> {
  const posted: Posted[] = [];
  let hanging = 0;
  const handler = createMcpHandler(
    () => {
      const changes = { listChanged: true };
      const capabilities = {
        tools: changes,
        prompts: changes,
        resources: { ...changes, subscribe: true },
        completions: {},
        logging: {},
      };
      const server = new Server(
        { name: "stateless", version: "1.0.0" },
        { capabilities, instructions: "Mind the gap." },
      );
      server.setRequestHandler("tools/list", () => ({ tools: TOOLS as never }));
      server.setRequestHandler("tools/call", async ({ params }, { mcpReq }) => {
        switch (params.name) {
          case "work": {
            const { progressToken = "none" } = mcpReq._meta ?? {};
            await mcpReq.notify({ method: "notifications/progress", params: { progressToken, progress: 1, total: 2 } });
            await mcpReq.notify({ method: "notifications/message", params: { level: "info", data: "at work" } });
            return { content: [{ type: "text", text: "done" }] };
          }
          case "hang":
            hanging += 1;
            await new Promise((resolve) => mcpReq.signal.addEventListener("abort", resolve, { once: true }));
            hanging -= 1;
            return { content: [] };
          default:
            return { content: [{ type: "text", text: JSON.stringify(params.arguments ?? null) }] };
        }
      });
      server.setRequestHandler("prompts/list", () => ({ prompts: [{ name: "greet" }, { name: "secret" }] }));
      server.setRequestHandler("prompts/get", ({ params }) => ({
        messages: [{ role: "user", content: { type: "text", text: `${params.name} ${params.arguments?.who}` } }],
      }));
      server.setRequestHandler("resources/list", () => ({ resources: [{ uri: "memo:one", name: "one" }] }));
      server.setRequestHandler("resources/templates/list", () => ({
        resourceTemplates: [{ uriTemplate: "memo:{id}", name: "memo" }],
      }));
      server.setRequestHandler("resources/read", ({ params: { uri } }) => {
        if (uri !== "memo:one") throw Object.assign(new Error("Resource not found"), { code: -32602, data: { uri } });
        return { contents: [{ uri, text: "first" }] };
      });
      server.setRequestHandler("completion/complete", ({ params }) => ({
        completion: { values: [`${params.argument.value}a`] },
      }));
      return server;
    },
    { legacy: "reject" },
  );
  const node = toNodeHandler(handler);
  const http = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const message: unknown = text === "" ? undefined : JSON.parse(text);
    if (req.method === "POST") posted.push({ headers: req.headers, message });
    // The adapter's own declarations don't agree with Node's under exactOptionalPropertyTypes.
    await node(req as Parameters<typeof node>[0], res, message);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    posted,
    notify: handler.notify,
    hanging: () => hanging,
    of: (method) => posted.filter(({ message }) => message?.method === method),
    close: () => handler.close(),
    async stop() {
      await handler.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
