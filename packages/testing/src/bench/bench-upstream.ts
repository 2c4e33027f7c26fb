import { createServer } from "node:http";

/**
 * The upstream of the benchmark, a process of its own: answers `tools/call` with a short text as JSON, as fast as
 * node:http does. Started with an IPC channel; sends its port.
 */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = chunks.length === 0 ? "" : Buffer.concat(chunks).toString();
    const message: { id?: unknown; method?: unknown } = body === "" ? {} : JSON.parse(body);
    if (message.id === undefined) {
      response.writeHead(202).end();
      return;
    }
    const result =
      message.method === "initialize"
        ? {
            protocolVersion: "2025-11-25",
            capabilities: { tools: {} },
            serverInfo: { name: "bench", version: "1.0.0" },
          }
        : { content: [{ type: "text", text: "done" }] };
    const answer = JSON.stringify({ jsonrpc: "2.0", id: message.id, result });
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.keepAliveTimeout = 72_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit(0));
