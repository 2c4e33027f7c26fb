import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** One message as it arrived. */
export interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  /** The body as it came. */
  readonly bytes: Buffer;
  readonly body: string;
  /** null for a DELETE, or a body that isn't JSON. */
  readonly message: {
    readonly method?: string;
    readonly id?: unknown;
    readonly params?: Record<string, unknown>;
  } | null;
}

/** How a `tools/call` is answered. The default is a JSON result that repeats the arguments. */
export type Behaviour = (res: ServerResponse, arrival: Arrival) => void;

export const SECRET_OF_UPSTREAM = "Bearer upstream-secret-7f3a";

const UNNOTICED_MS = 500;

/** A small MCP server written by hand, which remembers every message and misbehaves on demand. */
export class RecordingUpstream {
  readonly arrivals: Arrival[] = [];
  behaviour: Behaviour = answerJson;
  /** Answer to `initialize`; null: the ordinary one. */
  onInitialize: Behaviour | null = null;
  /** Answers to other methods, by name. */
  readonly on = new Map<string, Behaviour>();
  tools: readonly Record<string, unknown>[] = [];
  sessionId: string | null = "upstream-session-1";
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<RecordingUpstream> {
    const server = createServer();
    const upstream = new RecordingUpstream(server);
    server.on("request", (req, res) => void upstream.#handle(req, res));
    server.on("connection", (socket) => {
      upstream.#sockets.add(socket);
      socket.on("close", () => upstream.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return upstream;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/mcp`;
  }

  /** Arrived messages of one method. */
  of(method: string): readonly Arrival[] {
    return this.arrivals.filter(({ message }) => message?.method === method);
  }

  get calls(): readonly Arrival[] {
    return this.of("tools/call");
  }

  /**
   * Ends its connections and waits for the other side to do so: a proxy that has not noticed would send its next message
   * into one of them. Whoever doesn't look at a connection is cut off.
   */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.end();
    const cutOff = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, UNNOTICED_MS);
    await new Promise((resolve) => this.server.close(resolve));
    clearTimeout(cutOff);
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const body = bytes.toString("utf8");
    const message = parsed(body);
    const { method = "", url = "", rawHeaders } = req;
    const arrival = { method, url, rawHeaders, bytes, body, message };
    this.arrivals.push(arrival);
    const special = this.on.get(message?.method ?? method);
    if (special !== undefined) return special(res, arrival);
    switch (message?.method) {
      case "initialize":
        (this.onInitialize ?? ((to, from) => this.#initialize(to, from)))(res, arrival);
        return;
      case "tools/list":
        sendJson(res, { jsonrpc: "2.0", id: message.id, result: { tools: this.tools, nextCursor: "more", ttl: 5 } });
        return;
      case "tools/call":
        this.behaviour(res, arrival);
        return;
      default:
        // It has no stream to listen to.
        res.writeHead(method === "GET" ? 405 : message === null ? 200 : 202).end();
    }
  }

  #initialize(res: ServerResponse, { message }: Arrival): void {
    if (this.sessionId !== null) res.setHeader("Mcp-Session-Id", this.sessionId);
    sendJson(res, {
      jsonrpc: "2.0",
      id: message?.id,
      result: {
        protocolVersion: message?.params?.protocolVersion,
        capabilities: { tools: { listChanged: true }, prompts: {}, resources: { subscribe: true }, logging: {} },
        serverInfo: { name: "recording", version: "1.0.0" },
        instructions: "Be careful.",
      },
    });
  }
}

/** The header of an arrival, or null. */
export function headerOf(arrival: Arrival | undefined, name: string): string | null {
  const at = arrival?.rawHeaders.findIndex((part, index) => index % 2 === 0 && part.toLowerCase() === name) ?? -1;
  return at < 0 ? null : (arrival?.rawHeaders[at + 1] ?? null);
}

export function sendJson(res: ServerResponse, message: unknown): void {
  res.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(message));
}

export const answerJson: Behaviour = (res, { message }) => {
  const text = JSON.stringify(message?.params?.arguments ?? null);
  sendJson(res, { jsonrpc: "2.0", id: message?.id, result: { content: [{ type: "text", text }] } });
};

function parsed(body: string): Arrival["message"] {
  try {
    return JSON.parse(body) as Arrival["message"];
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A JSON result. */
export function answerResult(result: unknown): Behaviour {
  return (res, { message }) => sendJson(res, { jsonrpc: "2.0", id: message?.id, result });
}

/** An event stream of these messages. */
export function answerEvents(messages: (id: unknown) => readonly (object | string)[], isEnded = true): Behaviour {
  return (res, { message }) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" });
    for (const event of messages(message?.id)) {
      res.write(typeof event === "string" ? event : `event: message\ndata: ${JSON.stringify(event)}\n\n`);
    }
    if (isEnded) res.end();
  };
}

/** Anything, as it stands. */
export function answerRaw(status: number, headers: Record<string, string>, body: string | Buffer): Behaviour {
  return (res) => {
    res.writeHead(status, headers).end(body);
  };
}
