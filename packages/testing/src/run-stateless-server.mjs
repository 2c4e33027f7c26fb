// The official server of MCP 2026-07-28 as a process of its own. Its packages are the proxy's, for tests.
import { createServer } from "node:http";

const [{ createMcpHandler, Server }, { toNodeHandler }] = await Promise.all(
  ["@modelcontextprotocol/server", "@modelcontextprotocol/node"].map((name) => import(import.meta.resolve(name))),
);

const { tools, initialize } = JSON.parse(process.env.SERVER ?? "{}");
const handler = createMcpHandler(
  () => {
    const server = new Server({ name: "stateless", version: "1.0.0" }, { capabilities: { tools: {} } });
    server.setRequestHandler("tools/list", () => ({ tools }));
    server.setRequestHandler("tools/call", ({ params }) => ({ content: [{ type: "text", text: params.name }] }));
    return server;
  },
  { legacy: initialize ? "stateless" : "reject" },
);
const http = createServer(toNodeHandler(handler));
http.listen(0, "127.0.0.1", () => process.send?.(http.address().port));
