import {
  errorReply,
  type HeaderParam,
  isJsonObject,
  isStatelessForwardable,
  type JsonObject,
  type LogLevel,
  mcpErrorCodes,
  type RpcRefusal,
  rebuildStatelessRequest,
  resultTypeOf,
  type StatelessForwardable,
  withoutUnusableTools,
} from "@policylayer/mcp";
import type { Binding } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { OpenExchange } from "../upstream/forward";
import { forward } from "../upstream/forward";
import { TRACEPARENT } from "../upstream/headers";
import type { LegRequest } from "../upstream/upstream-leg";
import {
  CAPABILITY_WITHHELD,
  REVISION_CHANGED,
  REVISION_REFUSED,
  TOOL_UNUSABLE,
  type UpstreamAnswer,
  type UpstreamResult,
} from "../upstream/upstream-result";

/** What a request says of its sender. */
export interface StatelessSender {
  readonly clientInfo: { readonly name: string; readonly version: string } | null;
  /** What the upstream is told that the client can do. */
  readonly capabilities: JsonObject;
  /** What the client itself said that it can do. */
  readonly declared: JsonObject;
  readonly logLevel: LogLevel | null;
}

/** What came of it, and whether the upstream turned out to speak another revision now. */
export interface StatelessSent {
  readonly result: UpstreamResult;
  readonly isOfOtherEra: boolean;
}

const NO_PARAMS: readonly HeaderParam[] = [];

/**
 * Sends one request to an upstream of revision 2026-07-28, once, and reads the answer as that revision has it. An error that is
 * about the gateway's own message, and an answer of another revision, come back as faults; the latter drops the verdict of which
 * revision the upstream speaks. Never rejects.
 */
export async function sendStateless(
  runtime: Runtime,
  { head }: Exchange,
  { rights, message, sink }: LegRequest,
  sender: StatelessSender,
  onExchange: (upstream: OpenExchange) => void,
): Promise<StatelessSent> {
  if (!isStatelessForwardable(message)) throw new Error(`${message.kind} doesn't exist in revision 2026-07-28`);
  const { upstream } = rights.binding;
  const headerParams = headerParamsOf(rights.binding, message);
  if (headerParams === null) {
    return { result: { kind: "not_sent", reason: TOOL_UNUSABLE, mayRetry: false }, isOfOtherEra: false };
  }
  const { clientInfo, capabilities, logLevel } = sender;
  const progressToken = tokenOf(message);
  const traceparent = head.traceparent !== null && TRACEPARENT.test(head.traceparent) ? head.traceparent : null;
  const envelope = { clientInfo, clientCapabilities: capabilities, logLevel, progressToken, traceparent };
  const { body, headers } = rebuildStatelessRequest(message, envelope, headerParams);
  const result = await forward(runtime.forward, {
    upstream,
    context: { sessionId: null, protocolVersion: null, traceparent, messageHeaders: headers },
    method: "POST",
    body,
    id: message.id,
    progressToken: progressToken ?? undefined,
    sink,
    rights,
    stateless: { isLogWanted: logLevel !== null },
    onExchange,
  });
  const read = readResult(message, sender, result);
  return read.isDoubtful ? inDoubt(runtime, rights.binding, read.result) : { result: read.result, isOfOtherEra: false };
}

interface Read {
  readonly result: UpstreamResult;
  /** Whether another revision's server could have answered like that. */
  readonly isDoubtful: boolean;
}

function readResult(message: StatelessForwardable, sender: StatelessSender, result: UpstreamResult): Read {
  switch (result.kind) {
    case "answer":
      if (result.answer.isRpcError) return readError(sender, result, refusalOf(result.answer));
      switch (resultTypeOf(message.kind, result.answer)) {
        case "complete":
          return sure({ ...result, answer: withoutUnusableTools(result.answer) });
        case "input_required":
          return sure(result);
        case "none":
          return { result: protocol("no resultType", result), isDoubtful: true };
        case "unfit":
          return sure(protocol("an unfit resultType", result));
      }
      break;
    case "status": {
      const { error, status, bytes } = result;
      if (error === undefined) return { result, isDoubtful: status === 400 || status === 404 || status === 405 };
      const { code, message: said, data } = error;
      const value = {
        jsonrpc: "2.0",
        id: message.id,
        error: { code, message: said, ...(data === undefined ? {} : { data }) },
      };
      const text = errorReply(message.id, code, said, data);
      const answer: UpstreamAnswer = { kind: "answer", isToolError: false, isRpcError: true, value, text };
      const answered = {
        kind: "answer",
        answer,
        status,
        bytes,
        sessionId: null,
        eventId: undefined,
        came: null,
      } as const;
      const read = readError(sender, answered, error);
      // An unknown method is -32601 in either revision, and what the official servers refuse of the other one is -32000.
      return { ...read, isDoubtful: read.isDoubtful || code !== -32602 };
    }
    default:
      return sure(result);
  }
}

function readError(
  { declared, capabilities }: StatelessSender,
  answer: Extract<UpstreamResult, { kind: "answer" }>,
  error: Pick<RpcRefusal, "code" | "data"> | null,
): Read {
  switch (error?.code) {
    case mcpErrorCodes.unsupportedProtocolVersion.code:
      return { result: protocol(REVISION_REFUSED, answer), isDoubtful: true };
    case mcpErrorCodes.headerMismatch.code:
      return sure(protocol(REVISION_REFUSED, answer));
    case mcpErrorCodes.missingClientCapability.code: {
      // What the client doesn't have it may hear of; what it has and the upstream wasn't told of is the gateway's doing.
      const required = isJsonObject(error?.data) ? error?.data.requiredCapabilities : undefined;
      const names = isJsonObject(required) ? Object.keys(required) : [];
      const isOurs = names.length === 0 || names.some((name) => name in declared && !(name in capabilities));
      return sure(isOurs ? protocol(CAPABILITY_WITHHELD, answer) : answer);
    }
    default:
      return sure(answer);
  }
}

/** The upstream is asked which revision it speaks now. If it is another one, that is what is told of this answer. */
async function inDoubt(runtime: Runtime, { upstream }: Binding, result: UpstreamResult): Promise<StatelessSent> {
  const isOfOtherEra = (await runtime.eras.doubt(upstream)) === "no";
  const isTold = result.kind === "protocol" && result.reason === REVISION_REFUSED;
  const isRead = result.kind === "answer" || result.kind === "status" || result.kind === "protocol";
  return { result: isOfOtherEra && isRead && !isTold ? protocol(REVISION_CHANGED, result) : result, isOfOtherEra };
}

function protocol(
  reason: string,
  { status, bytes }: { readonly status: number; readonly bytes: number },
): UpstreamResult {
  return { kind: "protocol", reason, status, bytes };
}

function sure(result: UpstreamResult): Read {
  return { result, isDoubtful: false };
}

function refusalOf({ value: { error } }: UpstreamAnswer): Pick<RpcRefusal, "code" | "data"> | null {
  if (!isJsonObject(error) || typeof error.code !== "number") return null;
  return { code: error.code, data: error.data };
}

/** null: the tool's definition is one that a client must drop. A tool that isn't pinned isn't called. */
function headerParamsOf({ tools }: Binding, message: StatelessForwardable): readonly HeaderParam[] | null {
  if (message.kind !== "tools/call") return NO_PARAMS;
  const read = tools.get(message.name)?.headerParams;
  if (read === undefined) return NO_PARAMS;
  return read.kind === "valid" ? read.params : null;
}

function tokenOf({ meta }: StatelessForwardable): string | number | null {
  const token = meta?.progressToken;
  return typeof token === "string" || typeof token === "number" ? token : null;
}
