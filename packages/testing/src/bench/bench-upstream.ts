import { createServer, type ServerResponse } from "node:http";
import { listedTools } from "./bench-tools";

/** What a large result holds. */
const LARGE_BYTES = 100_000;

interface Asked {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: { readonly name?: unknown; readonly _meta?: { readonly progressToken?: unknown } };
}

/**
 * The upstream of the benchmarks, a process of its own: answers as fast as node:http does. Its texts are made once, so that what
 * is measured is their way. `run_procedure` answers with a short text as JSON, `run_steps` on an event stream after three
 * notifications of progress, `export_rows` with 100 KB. Whoever listens hears nothing. Started with an IPC channel; sends its
 * port.
 */
const DONE = JSON.stringify({ content: [{ type: "text", text: "done" }] });
const ROWS = JSON.stringify({ content: [{ type: "text", text: "done ".repeat(LARGE_BYTES / 5) }] });
const TOOLS = JSON.stringify({ tools: listedTools });
const INITIALIZED = JSON.stringify({
  protocolVersion: "2025-11-25",
  capabilities: { tools: {} },
  serverInfo: { name: "bench", version: "1.0.0" },
});

let sessions = 0;

const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = chunks.length === 0 ? "" : Buffer.concat(chunks).toString();
    answer(response, body === "" ? {} : JSON.parse(body));
  });
});

function answer(response: ServerResponse, { id, method, params }: Asked): void {
  if (id === undefined) {
    response.writeHead(202).end();
  } else if (method === "initialize") {
    response.setHeader("mcp-session-id", `bench-${++sessions}`);
    answerJson(response, id, INITIALIZED);
  } else if (method === "tools/list") {
    answerJson(response, id, TOOLS);
  } else if (params?.name === "export_rows") {
    answerJson(response, id, ROWS);
  } else if (params?.name === "run_steps") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const token = JSON.stringify(params._meta?.progressToken);
    for (let step = 1; step <= 3; step += 1) {
      const progress = `{"progressToken":${token},"progress":${step},"total":3}`;
      response.write(`data: {"jsonrpc":"2.0","method":"notifications/progress","params":${progress}}\n\n`);
    }
    response.end(`data: ${reply(id, DONE)}\n\n`);
  } else {
    answerJson(response, id, DONE);
  }
}

function answerJson(response: ServerResponse, id: unknown, result: string): void {
  const text = reply(id, result);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

function reply(id: unknown, result: string): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`;
}

server.keepAliveTimeout = 72_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit(0));
