import type {
  Cancelled,
  ClientResponse,
  Complete,
  Initialize,
  Initialized,
  Listing,
  Ping,
  Progress,
  PromptsGet,
  ResourceRequest,
  RootsListChanged,
  SetLevel,
  ToolsCall,
  ToolsList,
} from "./classified";
import type { JsonRpcId } from "./json-rpc-message";
import type { JsonObject } from "./json-value";
import type { ProtocolVersion } from "./protocol-version";
import { withoutReservedMeta } from "./reserved-meta";

/** The messages that may go to an upstream. `initialize` has its own builder; the others end at the gateway. */
export type Forwardable =
  | ToolsCall
  | ToolsList
  | Listing
  | PromptsGet
  | ResourceRequest
  | Complete
  | SetLevel
  | Ping
  | Initialized
  | Cancelled
  | Progress
  | RootsListChanged;

/**
 * The upstream message, built from the value that was judged and never from the client's bytes. Only the text of
 * `arguments` is carried over, so that numbers keep every digit. `_meta` is written anew without keys reserved to us.
 */
export function rebuildRequest(message: Forwardable): string {
  switch (message.kind) {
    case "tools/call":
    case "prompts/get": {
      const args = message.argumentsText === null ? "" : `,"arguments":${message.argumentsText}`;
      return request(message.id, message.kind, `"name":${JSON.stringify(message.name)}${args}`, message.meta);
    }
    case "resources/read":
    case "resources/subscribe":
    case "resources/unsubscribe":
      return request(message.id, message.kind, `"uri":${JSON.stringify(message.uri)}`, message.meta);
    case "completion/complete":
      return request(message.id, message.kind, completionMembers(message), message.meta);
    case "logging/setLevel":
      return request(message.id, message.kind, `"level":"${message.level}"`, message.meta);
    case "tools/list":
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return request(
        message.id,
        message.kind,
        message.cursor === null ? "" : `"cursor":${JSON.stringify(message.cursor)}`,
        message.meta,
      );
    case "ping":
      return `{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"method":"ping"}`;
    case "notifications/initialized":
    case "notifications/roots/list_changed":
      return `{"jsonrpc":"2.0","method":"${message.kind}"}`;
    case "notifications/cancelled": {
      const { requestId, reason } = message;
      return notification("notifications/cancelled", reason === null ? { requestId } : { requestId, reason });
    }
    case "notifications/progress": {
      const { progressToken, progress, total, message: text } = message;
      return notification("notifications/progress", {
        progressToken,
        progress,
        ...(total === null ? {} : { total }),
        ...(text === null ? {} : { message: text }),
      });
    }
  }
}

/** A client's answer as its upstream gets it: under the id that the upstream gave its request. */
export function rebuildResponse({ isError, answerText }: ClientResponse, upstreamId: JsonRpcId): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(upstreamId)},"${isError ? "error" : "result"}":${answerText}}`;
}

/** Who the gateway is, towards an upstream. */
export interface GatewayIdentity {
  /** The revision to ask the upstream for. */
  readonly protocolVersion: ProtocolVersion;
  readonly clientName: string;
  readonly version: string;
}

/**
 * The upstream's `initialize`. The client's own name and version are passed through as `clientInfo`, since servers adapt to
 * them; the gateway names itself in `_meta["policylayer/gateway"]`. `capabilities` is what the upstream may ask for, and no more.
 */
export function rebuildInitialize(
  init: Pick<Initialize, "id" | "clientInfo" | "capabilities">,
  gateway: GatewayIdentity,
): string {
  return JSON.stringify({
    jsonrpc: "2.0",
    id: init.id,
    method: "initialize",
    params: {
      protocolVersion: gateway.protocolVersion,
      capabilities: init.capabilities,
      clientInfo: { name: init.clientInfo.name, version: init.clientInfo.version },
      _meta: { "policylayer/gateway": { name: gateway.clientName, version: gateway.version } },
    },
  });
}

function request(id: JsonRpcId, method: string, members: string, meta: JsonObject | null): string {
  const left = meta === null ? null : withoutReservedMeta(meta);
  const head = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"method":"${method}"`;
  if (left === null) return members === "" ? `${head}}` : `${head},"params":{${members}}}`;
  return `${head},"params":{${members}${members === "" ? "" : ","}"_meta":${JSON.stringify(left)}}}`;
}

/** The members of a completion's params: what was judged, and what the completion needs. */
export function completionMembers({ ref, argument, contextArguments }: Complete): string {
  const read =
    ref.type === "ref/resource"
      ? ref
      : { type: ref.type, name: ref.name, ...(ref.title === null ? {} : { title: ref.title }) };
  const context = contextArguments === null ? "" : `,"context":${JSON.stringify({ arguments: contextArguments })}`;
  return `"ref":${JSON.stringify(read)},"argument":${JSON.stringify(argument)}${context}`;
}

function notification(method: string, params: JsonObject): string {
  return JSON.stringify({ jsonrpc: "2.0", method, params });
}
