import type { RunningProxy, TestClient } from "./harness";
import { type RawAnswer, sendRaw } from "./raw-request";

/** An ordinary call of `run_procedure`, as text. */
export const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure","arguments":{}}}';

export interface Changes {
  /** Instead of the ordinary line of that name, or besides; "" leaves it out. */
  readonly lines?: Readonly<Record<string, string>>;
  /** Further lines, as they stand: for a name that is to come twice. */
  readonly more?: readonly string[];
  readonly method?: string;
  readonly path?: string;
  readonly body?: string | Buffer;
  /** The end of a line of the head. */
  readonly end?: string;
}

/** Ordinary requests of a client whose session is open, changed byte by byte. */
export class RawClient {
  constructor(
    readonly proxy: RunningProxy,
    private readonly client: TestClient,
  ) {}

  bytes({ lines = {}, more = [], method = "POST", path, body = CALL, end = "\r\n" }: Changes = {}): Buffer {
    const content = Buffer.from(body);
    const { seeded, session } = this.client;
    const head = {
      Host: "127.0.0.1",
      Authorization: `Bearer ${seeded.token}`,
      "Mcp-Session-Id": session,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "Content-Length": String(content.length),
      ...lines,
    };
    const written = Object.entries(head).flatMap(([name, value]) => (value === "" ? [] : [`${name}: ${value}`]));
    const text = [`${method} ${path ?? seeded.path} HTTP/1.1`, ...written, ...more, "", ""].join(end);
    return Buffer.concat([Buffer.from(text, "latin1"), content]);
  }

  send(changes: Changes = {}): Promise<RawAnswer> {
    return sendRaw(this.proxy.port, this.bytes(changes));
  }
}

/** The body of an answer, parsed; null when there is none. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape.
export function bodyOf({ text }: RawAnswer): any {
  const body = text.slice(text.indexOf("\r\n\r\n") + 4);
  return body === "" ? null : JSON.parse(body);
}

/** The JSON-RPC code of an answer; null when it is no JSON-RPC error. */
export function codeOf(answer: RawAnswer): unknown {
  return bodyOf(answer)?.error?.code ?? null;
}
