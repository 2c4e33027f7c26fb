import type { Classified } from "./classified";
import { readHeaderParams } from "./header-params";
import { membersAt, objectWithout } from "./json-members";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { mcpErrorCodes } from "./mcp-error-codes";
import type { UpstreamMessage } from "./read-upstream-answer";

type Answer = Extract<UpstreamMessage, { kind: "answer" }>;
type Method = Classified["kind"];

/** What a result of revision 2026-07-28 is. */
export type ResultType =
  | "complete"
  /** The server wants something of the client before it goes on (multi round-trip requests). */
  | "input_required"
  /** A result without `resultType`, as a server of another revision answers. */
  | "none"
  /** One that the gateway doesn't relay, or one that this method can't have. */
  | "unfit";

/** The methods that may need the client's input. */
const ROUND_TRIP: readonly Method[] = ["tools/call", "prompts/get", "resources/read"];
/** MCP 2025-11-25, server/resources. Said in an upstream's stead only, to a client that knows it by this code. */
const RESOURCE_NOT_FOUND = -32002;
/** What a client of the `initialize` era isn't told. */
const STATELESS_MEMBERS = new Set(["resultType", "ttlMs", "cacheScope"]);

/** Of an answer that is no error. */
export function resultTypeOf(method: Method, { value }: Answer): ResultType {
  const result = ownMember(value, "result");
  const type = isJsonObject(result) ? ownMember(result, "resultType") : undefined;
  if (type === undefined) return "none";
  if (type === "complete") return type;
  return type === "input_required" && ROUND_TRIP.includes(method) ? type : "unfit";
}

/**
 * A list of tools without those that a client of this revision must leave out over HTTP: their `x-mcp-header` is invalid. Any
 * other answer as it is.
 */
export function withoutUnusableTools(answer: Answer): Answer {
  const result = ownMember(answer.value, "result");
  const tools = isJsonObject(result) ? ownMember(result, "tools") : undefined;
  if (!isJsonObject(result) || !Array.isArray(tools)) return answer;
  const kept = tools.filter(
    (tool) => !isJsonObject(tool) || readHeaderParams(ownMember(tool, "inputSchema")).kind === "valid",
  );
  if (kept.length === tools.length) return answer;
  const value = { ...answer.value, result: { ...result, tools: kept } };
  return { ...answer, value, text: JSON.stringify(value) };
}

/**
 * An answer of revision 2026-07-28 as a client of the `initialize` era gets it: a result without the members that era doesn't
 * know, nor output that is no object, every digit of the rest as it came; an error under the code that it has there.
 */
export function toInitializeEra(method: Method, answer: Answer): Answer {
  return answer.isRpcError ? translateError(method, answer) : stripResult(answer);
}

/** A list of tools for such a client, without the output schemas that aren't of objects: it would refuse the list for one. */
export function toInitializeEraTools(toolList: JsonObject): JsonObject {
  const tools = ownMember(toolList, "tools");
  if (!Array.isArray(tools)) return toolList;
  const listed: readonly JsonValue[] = tools;
  return { ...toolList, tools: listed.map(withoutForeignOutput) };
}

function withoutForeignOutput(tool: JsonValue): JsonValue {
  const schema = isJsonObject(tool) ? ownMember(tool, "outputSchema") : undefined;
  if (!isJsonObject(tool) || schema === undefined) return tool;
  if (isJsonObject(schema) && ownMember(schema, "type") === "object") return tool;
  const { outputSchema: _, ...rest } = tool;
  return rest;
}

function stripResult(answer: Answer): Answer {
  const result = ownMember(answer.value, "result");
  if (!isJsonObject(result)) return answer;
  const { text } = answer;
  const [start = 0] = membersAt(text, text.indexOf("{"))
    .filter(({ key }) => key === "result")
    .map(({ valueStart }) => valueStart);
  const structured = ownMember(result, "structuredContent");
  const isForeign = (key: string) =>
    STATELESS_MEMBERS.has(key) || (key === "structuredContent" && !isJsonObject(structured));
  const left = objectWithout(text, start, isForeign);
  const id = JSON.stringify(ownMember(answer.value, "id"));
  // `fromEntries` defines properties and runs no setter, so that a `__proto__` key stays data.
  const entries = Object.entries(result).filter(([key]) => !isForeign(key));
  return {
    ...answer,
    value: { ...answer.value, result: Object.fromEntries(entries) },
    text: `{"jsonrpc":"2.0","id":${id},"result":${left}}`,
  };
}

/** The URI is all that can be wrong with what the gateway built: -32602 is what -32002 was before (MCP 2025-11-25, server/resources). */
function translateError(method: Method, answer: Answer): Answer {
  const error = ownMember(answer.value, "error");
  if (method !== "resources/read" || !isJsonObject(error)) return answer;
  if (ownMember(error, "code") !== mcpErrorCodes.invalidParams.code) return answer;
  const value: JsonObject = {
    ...answer.value,
    error: { ...error, code: RESOURCE_NOT_FOUND },
  };
  return { ...answer, value, text: JSON.stringify(value) };
}
