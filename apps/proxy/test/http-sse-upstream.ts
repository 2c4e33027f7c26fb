import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface SseMessage {
  readonly session: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly method: string | undefined;
  readonly id: unknown;
  readonly params: Record<string, unknown>;
}

/** One event stream, and what is said on it. */
export interface SseSession {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly res: ServerResponse;
  say(message: object | string): undefined;
}

/** What it does about a message, besides answering the POST with 202. True: it has answered the POST itself. */
type Reaction = (session: SseSession, message: SseMessage, res: ServerResponse) => boolean | undefined;

/** A server of MCP 2024-11-05 written by hand: it remembers every message and misbehaves on demand. */
export class HttpSseUpstream {
  readonly messages: SseMessage[] = [];
  readonly sessions: SseSession[] = [];
  /** By method. The default answers. */
  readonly on = new Map<string, Reaction>();
  /** Instead of naming its endpoint; `res` has its head. */
  onOpen: ((res: ServerResponse) => void) | null = null;
  #server: Server = createServer();
  #port = 0;

  static async start(): Promise<HttpSseUpstream> {
    const upstream = new HttpSseUpstream();
    await upstream.listen();
    return upstream;
  }

  /** At the address it had before; it has forgotten every session. */
  async listen(): Promise<void> {
    this.#server = createServer((req, res) => void this.#handle(req, res));
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** As though the process was killed. */
  async kill(): Promise<void> {
    this.sessions.length = 0;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/sse`;
  }

  get last(): SseSession {
    const session = this.sessions[this.sessions.length - 1];
    if (session === undefined) throw new Error("nobody has opened a stream");
    return session;
  }

  of(method: string): readonly SseMessage[] {
    return this.messages.filter((message) => message.method === method);
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(req.url ?? "", this.url);
    if (req.method === "GET" && pathname === "/sse") return this.#open(req, res);
    const session = this.sessions.find(({ id }) => id === searchParams.get("sessionId"));
    if (req.method !== "POST" || pathname !== "/message" || session === undefined) {
      return void res.writeHead(404).end("no such session");
    }
    const body = Buffer.concat(chunks).toString();
    const { method, id, params = {} } = JSON.parse(body);
    const message = { session: session.id, headers: req.headers, body, method, id, params };
    this.messages.push(message);
    if ((this.on.get(method) ?? answer)(session, message, res) !== true) res.writeHead(202).end("Accepted");
  }

  #open(req: IncomingMessage, res: ServerResponse): void {
    res.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    if (this.onOpen !== null) {
      this.onOpen(res);
      return;
    }
    const id = String(this.sessions.length + 1 + Math.floor(Math.random() * 1e9));
    const say = (message: object | string) =>
      void res.write(`event: message\ndata: ${typeof message === "string" ? message : JSON.stringify(message)}\n\n`);
    this.sessions.push({ id, headers: req.headers, res, say });
    res.write(`event: endpoint\ndata: /message?sessionId=${id}\n\n`);
  }
}

/** The ordinary server: it repeats the arguments of a call. */
export const answer: Reaction = (session, { method, id, params }) => {
  if (id === undefined || method === undefined) return undefined;
  const serverInfo = { name: "old", version: "1" };
  const capabilities = { tools: {}, resources: { subscribe: true }, logging: {} };
  const result =
    method === "initialize"
      ? { protocolVersion: "2024-11-05", capabilities, serverInfo }
      : method === "tools/list"
        ? { tools: [{ name: "run_procedure", inputSchema: { type: "object" } }] }
        : method === "tools/call"
          ? { content: [{ type: "text", text: JSON.stringify(params.arguments) }] }
          : {};
  session.say({ jsonrpc: "2.0", id, result });
  return undefined;
};
