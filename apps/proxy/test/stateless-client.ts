import { type Answer, headersFor, type RunningProxy, send } from "./harness";
import { answerRaw, type RecordingUpstream } from "./recording-upstream";
import type { Seeded } from "./seed-world";

export const NEW = "2026-07-28";
export const META = {
  "io.modelcontextprotocol/protocolVersion": NEW,
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": { name: "fresh", version: "1" },
};

/** Of the `initialize` era: it knows nothing of the question which revision it speaks. */
export function refuseDiscovery(upstream: RecordingUpstream): void {
  const body = '{"jsonrpc":"2.0","error":{"code":-32000,"message":"Bad Request: no valid session ID"},"id":null}';
  upstream.on.set("server/discover", answerRaw(400, { "content-type": "application/json" }, body));
}

/** A message of 2026-07-28 as it is due, and its headers. */
export function stateless(
  method: string,
  params: object = {},
  meta: object = {},
  id: string | number = 1,
): { readonly body: string; readonly headers: Record<string, string> } {
  const { name, uri } = params as { name?: string; uri?: string };
  const named =
    method === "tools/call" || method === "prompts/get" || method === "resources/read" ? (name ?? uri) : null;
  return {
    body: JSON.stringify({ jsonrpc: "2.0", id, method, params: { ...params, _meta: { ...META, ...meta } } }),
    headers: {
      "mcp-protocol-version": NEW,
      "mcp-method": method,
      ...(named === null || named === undefined ? {} : { "mcp-name": named }),
    },
  };
}

/** A client that has no session. */
export class StatelessTestClient {
  constructor(
    readonly proxy: RunningProxy,
    readonly seeded: Seeded,
  ) {}

  get headers(): Record<string, string> {
    return headersFor(this.seeded.token);
  }

  post(body: string, headers: Record<string, string>): Promise<Answer> {
    return send(this.proxy, this.seeded.path, body, { ...this.headers, ...headers });
  }

  request(method: string, params: object = {}, meta: object = {}, id: string | number = 1): Promise<Answer> {
    const { body, headers } = stateless(method, params, meta, id);
    return this.post(body, headers);
  }

  call(name: string, args: object = {}, meta: object = {}, id: string | number = 1): Promise<Answer> {
    return this.request("tools/call", { name, arguments: args }, meta, id);
  }
}
