import type { Complete, CompletionRef, Refused } from "./classified";
import type { ParsedRequest } from "./json-rpc-message";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { isCaseVariant } from "./protocol-keys";
import { invalidParams, metaFault, readMeta } from "./read-params";

/**
 * `completion/complete` (MCP 2025-11-25, server/utilities/completion). What isn't read here is dropped or refused: the
 * upstream gets the reference that was judged, and no other.
 */
export function classifyComplete(request: ParsedRequest): Complete | Refused {
  const { id, params } = request;
  if (params === null) return invalidParams(id, "`ref` is missing");
  for (const key of Object.keys(params)) {
    if (key !== "ref" && key !== "argument" && key !== "context" && key !== "_meta") {
      return invalidParams(id, "unknown field in the params of completion/complete");
    }
  }
  const fault = metaFault(ownMember(params, "_meta"));
  if (fault !== null) return invalidParams(id, fault);
  const ref = readRef(ownMember(params, "ref"));
  if (ref === null) return invalidParams(id, "`ref` must be a ref/prompt with a `name` or a ref/resource with a `uri`");
  const argument = ownMember(params, "argument");
  const name = isPlain(argument) ? ownMember(argument, "name") : undefined;
  const value = isPlain(argument) ? ownMember(argument, "value") : undefined;
  if (typeof name !== "string" || typeof value !== "string") {
    return invalidParams(id, "`argument` needs `name` and `value`, both strings");
  }
  const context = ownMember(params, "context");
  if (context !== undefined && !isPlain(context)) return invalidParams(id, "`context` must be an object");
  const settled = context === undefined ? undefined : ownMember(context, "arguments");
  if (settled !== undefined && !isTexts(settled)) {
    return invalidParams(id, "`context.arguments` must be an object of strings");
  }
  const contextArguments = settled ?? null;
  return { kind: "completion/complete", id, ref, argument: { name, value }, contextArguments, meta: readMeta(params) };
}

function readRef(ref: JsonValue | undefined): CompletionRef | null {
  if (!isPlain(ref)) return null;
  const type = ownMember(ref, "type");
  const name = ownMember(ref, "name");
  const uri = ownMember(ref, "uri");
  if (type === "ref/prompt" && typeof name === "string") {
    const title = ownMember(ref, "title");
    return { type, name, title: typeof title === "string" ? title : null };
  }
  return type === "ref/resource" && typeof uri === "string" ? { type, uri } : null;
}

/** An object without a protocol key in other letters, which another reader could take for the real one. */
function isPlain(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && !Object.keys(value).some(isCaseVariant);
}

function isTexts(value: JsonValue): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === "string");
}
