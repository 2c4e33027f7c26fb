import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One `tools/call` that reached the upstream. */
export interface Arrival {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage["headers"];
  /** The body as it came. */
  readonly body: string;
}

/** A tool as it is listed. */
export interface OfferedTool {
  readonly name: string;
  readonly inputSchema: object;
  readonly title?: string;
  readonly description?: string;
  readonly annotations?: object;
}

export interface RecordingUpstream {
  readonly url: string;
  /** Every tools/call so far, in the order of arrival. */
  readonly arrivals: Arrival[];
  /** Answers each call only when the promise that this returns has settled. Default: at once. */
  beforeAnswer: (arrival: Arrival) => Promise<void>;
  /** What `tools/list` says from now on. */
  tools: readonly OfferedTool[];
  /** How often `tools/list` was answered. */
  listings: number;
  stop(): Promise<void>;
}

/**
 * A real MCP server of the initialize era that remembers what reached it. It gives out session ids, answers in JSON, and
 * offers the tools it was given.
 */
export async function startRecordingUpstream(tools: readonly string[]): Promise<RecordingUpstream> {
  const arrivals: Arrival[] = [];
  const sessions = new Set<string>();
  const upstream: Pick<RecordingUpstream, "beforeAnswer" | "tools" | "listings"> = {
    beforeAnswer: async () => undefined,
    tools: tools.map((name) => ({ name, inputSchema: { type: "object" } })),
    listings: 0,
  };

  const server = createServer((request, response) => {
    if (request.method === "DELETE") {
      sessions.delete(String(request.headers["mcp-session-id"]));
      response.writeHead(200).end();
      return;
    }
    if (request.method !== "POST") {
      response.writeHead(405, { allow: "POST, DELETE" }).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => void answer(request, response, Buffer.concat(chunks).toString()));
  });

  async function answer(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const message: { id?: unknown; method?: string; params?: { name?: string; arguments?: Record<string, unknown> } } =
      JSON.parse(body);
    const reply = (result: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(200, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, result }));
    };
    if (message.method === "initialize") {
      const session = randomUUID();
      sessions.add(session);
      const serverInfo = { name: "recording-upstream", version: "1.0.0" };
      reply({ protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo }, { "mcp-session-id": session });
      return;
    }
    if (!sessions.has(String(request.headers["mcp-session-id"]))) {
      response.writeHead(404).end();
      return;
    }
    if (message.id === undefined) {
      response.writeHead(202).end();
    } else if (message.method === "tools/list") {
      upstream.listings += 1;
      reply({ tools: upstream.tools });
    } else if (message.method === "tools/call") {
      const arrival: Arrival = {
        tool: message.params?.name ?? "",
        arguments: message.params?.arguments ?? {},
        headers: request.headers,
        body,
      };
      arrivals.push(arrival);
      await upstream.beforeAnswer(arrival);
      reply({ content: [{ type: "text", text: `ran ${arrival.tool}` }] });
    } else {
      reply({});
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the upstream has no port");
  return Object.assign(upstream, {
    url: `http://127.0.0.1:${address.port}/mcp`,
    arrivals,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
