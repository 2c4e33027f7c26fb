import { connect } from "node:net";
import fc from "fast-check";
import { hostileBody } from "./hostile-body";

/** The lines of an ordinary head, without those that say where the body ends. */
export interface Head {
  readonly path: string;
  readonly lines: readonly string[];
}

/** What one connection carries: everything but the head of an ordinary request. */
export interface HostileRequest {
  /** Further lines of the head. */
  readonly more: readonly string[];
  readonly method: string;
  readonly framing: Framing;
  readonly body: Buffer;
  /** The body of a second request behind the first; null: none. */
  readonly second: Buffer | null;
}

type Framing =
  | { readonly kind: "length"; readonly error: number }
  | { readonly kind: "chunks"; readonly size: number; readonly extension: string }
  | { readonly kind: "both" }
  | { readonly kind: "two lengths"; readonly error: number };

const oddLine = fc.constantFrom(
  ...[
    "Mcp-Name: secret_pay",
    "Mcp-Method: ping",
    "Mcp-Param-Amount: 5000",
    "X-HTTP-Method-Override: PUT",
    "X-A: b\r\n c",
  ],
  ...[
    "Content-Type: text/plain",
    "Content-Encoding: gzip",
    "Content-Encoding: identity",
    "Transfer-Encoding: identity",
  ],
  ...["Expect: 100-continue", "Trailer: Content-Length", "Host: evil.example.com", "Origin: null", "Accept: text/html"],
  ...["MCP-Protocol-Version: 2025-06-18", "MCP-Protocol-Version: 2026-07-28", "Upgrade: h2c", "X_A: 1", "Cookie: a=b"],
  ...["X-A: \u00e9", "X-A: b\0", "X-A : b", "X-A b", "Content-Length: 0", "Transfer-Encoding: chunked, identity"],
);
const framing: fc.Arbitrary<Framing> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({ kind: "length" as const, error: 0 }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("length" as const), error: fc.integer({ min: -40, max: 3 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("chunks" as const),
      size: fc.integer({ min: 1, max: 200 }),
      extension: fc.constantFrom("", ";a=b", ';a="x"', " "),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "both" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("two lengths" as const), error: fc.integer({ min: -5, max: 5 }) }),
  },
);

export const hostileRequest: fc.Arbitrary<HostileRequest> = fc.record({
  more: fc.oneof(
    { weight: 4, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.array(oddLine, { minLength: 1, maxLength: 2 }) },
  ),
  method: fc.oneof(
    { weight: 40, arbitrary: fc.constant("POST") },
    { weight: 1, arbitrary: fc.constantFrom("PUT", "GET", "post") },
  ),
  framing,
  body: hostileBody,
  second: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: hostileBody }),
});

/** The bytes of the connection. The last request asks for its end. */
export function bytesOf({ path, lines }: Head, request: HostileRequest): Buffer {
  const head = (method: string, more: readonly string[]) =>
    Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, ...more, "", ""].join("\r\n"), "latin1");
  const { method, second, body } = request;
  const { sizes, content } = framed(request.framing, body);
  const close = ["Connection: close"];
  const first = [head(method, [...sizes, ...request.more, ...(second === null ? close : [])]), content];
  const rest = second === null ? [] : [head("POST", [`Content-Length: ${second.length}`, ...close]), second];
  return Buffer.concat([...first, ...rest]);
}

function framed(how: Framing, body: Buffer): { sizes: string[]; content: Buffer } {
  const length = (error: number) => `Content-Length: ${Math.max(0, body.length + error)}`;
  switch (how.kind) {
    case "length":
      return { sizes: [length(how.error)], content: body };
    case "two lengths":
      return { sizes: [length(0), length(how.error)], content: body };
    case "both":
      return { sizes: [length(0), "Transfer-Encoding: chunked"], content: chunked(body, 50, "") };
    case "chunks":
      return { sizes: ["Transfer-Encoding: chunked"], content: chunked(body, how.size, how.extension) };
  }
}

function chunked(body: Buffer, size: number, extension: string): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    parts.push(Buffer.from(`${part.length.toString(16)}${extension}\r\n`), part, Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}

/** A connection that is silent this long is given up: it waits for the rest of a body that was announced too long. */
const SILENCE_MS = 50;

/** Sends the bytes and waits until the proxy has closed the connection, or says nothing more. */
export function converse(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve());
    socket.resume();
  });
}
