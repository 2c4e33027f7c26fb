import type { IncomingMessage, ServerResponse } from "node:http";
import { type ProblemCode, problemBody, problems } from "./problem";
import type { RequestHead } from "./request-head";

const EXPOSED = "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version";
/** A refused request whose unread body is no longer than this keeps its connection: reading on is cheaper than reconnecting. */
const UNREAD_BYTES_MAX = 65_536;

/** One request and its answer. Answers carry the headers set here and nothing of an upstream's. */
export class Exchange {
  /** Milliseconds of `performance.now()` at the request's first line. */
  readonly startedAt = performance.now();
  #isClientGone = false;
  #refusal: ProblemCode | null = null;
  #onClientGone: (() => void)[] | null = null;

  constructor(
    readonly req: IncomingMessage,
    readonly res: ServerResponse,
    readonly head: RequestHead,
    /** An allowed origin that reads the answer from a page. */
    readonly corsOrigin: string | null,
    readonly expectsContinue: boolean,
  ) {
    // It comes once. Without a listener an error of a connection that is gone anyway would end the process.
    res.on("close", () => {
      if (!res.writableFinished) this.#leave();
    });
    res.on("error", () => this.#leave());
  }

  get isClientGone(): boolean {
    return this.#isClientGone;
  }

  /** As what the request was refused by the HTTP layer, if it was. */
  get refusal(): ProblemCode | null {
    return this.#refusal;
  }

  /** Told once, when the client leaves before its answer is complete; at once when it has left. */
  onClientGone(listener: () => void): void {
    if (this.#isClientGone) listener();
    else if (this.#onClientGone === null) this.#onClientGone = [listener];
    else this.#onClientGone.push(listener);
  }

  /** JSON, by default a JSON-RPC message; of a long one whoever has the bytes gives these, which spares writing the text anew. */
  json(status: number, body: string | Buffer, ...headers: readonly string[]): void {
    this.#send(status, "application/json", body, headers);
  }

  problem(code: ProblemCode, ...headers: readonly string[]): void {
    this.#refusal = code;
    this.#send(problems[code][0], "application/problem+json", problemBody(code), headers);
  }

  empty(status: number, ...headers: readonly string[]): void {
    this.#send(status, null, "", headers);
  }

  /** The head of an event stream; nothing leaves before the first event. */
  openEventStream(): void {
    const headers = ["Content-Type", "text/event-stream", "Cache-Control", "no-store", "X-Accel-Buffering", "no"];
    this.#addCors(headers);
    this.res.writeHead(200, headers);
  }

  #send(status: number, contentType: string | null, body: string | Buffer, extra: readonly string[]): void {
    const { res } = this;
    if (res.headersSent || res.destroyed) return;
    const headers: string[] = [];
    if (contentType !== null) headers.push("Content-Type", contentType);
    if (status !== 204)
      headers.push("Content-Length", String(typeof body === "string" ? Buffer.byteLength(body) : body.length));
    headers.push("Cache-Control", "no-store", ...extra);
    this.#addCors(headers);
    if (this.#leavesBodyUnread()) res.shouldKeepAlive = false;
    res.writeHead(status, headers);
    res.end(body);
  }

  #leave(): void {
    if (this.#isClientGone) return;
    this.#isClientGone = true;
    const listeners = this.#onClientGone ?? [];
    this.#onClientGone = null;
    for (const listener of listeners) listener();
  }

  #addCors(headers: string[]): void {
    if (this.corsOrigin === null) return;
    headers.push("Access-Control-Allow-Origin", this.corsOrigin, "Access-Control-Expose-Headers", EXPOSED);
    headers.push("Vary", "Origin");
  }

  #leavesBodyUnread(): boolean {
    if (this.req.complete || !this.head.hasBody) return false;
    const length = this.head.contentLength;
    return length === null || Number(length) > UNREAD_BYTES_MAX;
  }
}
