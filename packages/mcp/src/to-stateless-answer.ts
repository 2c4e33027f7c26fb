import type { Classified } from "./classified";
import { membersAt, objectWithout } from "./json-members";
import type { JsonRpcId } from "./json-rpc-message";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { mcpErrorCodes } from "./mcp-error-codes";
import type { UpstreamMessage } from "./read-upstream-answer";
import { SERVER_INFO_KEY } from "./stateless-version";

type Answer = Extract<UpstreamMessage, { kind: "answer" }>;

/** The methods whose results say for how long they hold (MCP 2026-07-28, server/utilities/caching). */
const CACHEABLE: ReadonlySet<Classified["kind"]> = new Set([
  "tools/list",
  "prompts/list",
  "resources/list",
  "resources/templates/list",
  "resources/read",
] as const);

/** What every such result says: a policy may change at any time, and what one grant is shown is not another's business. */
export const UNCACHED = { ttlMs: 0, cacheScope: "private" } as const;

/** -32002 is -32602 since 2026-07-28 (server/resources). */
const RESOURCE_NOT_FOUND = -32002;
/** Codes that would say something of the connection between client and gateway, or that the revision doesn't have. */
const FOREIGN = new Set([-32042, -32020, -32021, -32022]);
/** Of these the ones that no server of the revision has. */
const FORMER = new Set([-32042]);

/**
 * An answer of the `initialize` era as a client of 2026-07-28 gets it, under the client's own id: a result that says what it
 * is, every digit of it as it came; an error under the code that it has there.
 */
export function toStatelessAnswer(
  method: Classified["kind"],
  answer: Answer,
  id: JsonRpcId,
  serverInfo: JsonValue | undefined,
): Answer {
  const result = ownMember(answer.value, "result");
  if (answer.isRpcError || !isJsonObject(result)) return translateError(answer, id, FOREIGN);
  const meta = ownMember(result, "_meta");
  const info: JsonObject = serverInfo === undefined ? {} : { [SERVER_INFO_KEY]: serverInfo };
  const said: JsonObject = { resultType: "complete", ...(CACHEABLE.has(method) ? UNCACHED : {}) };
  const value: JsonObject = {
    jsonrpc: "2.0",
    id,
    result: { ...result, ...said, _meta: { ...(isJsonObject(meta) ? meta : {}), ...info } },
  };
  const members = [
    ...Object.entries(said).map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`),
    `"_meta":${metaText(answer.text, info)}`,
  ];
  const rest = inner(
    objectWithout(answer.text, resultStart(answer.text), (key) => key === "_meta" || Object.hasOwn(said, key)),
  );
  const text = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{${[...members, ...rest].join(",")}}}`;
  return { ...answer, value, text };
}

/**
 * An answer of an upstream of 2026-07-28 as a client of that revision gets it here: what it may keep is for itself alone, since
 * another grant may be shown something else, and no error has a code that the revision gave up.
 */
export function toPrivateAnswer(method: Classified["kind"], answer: Answer): Answer {
  const { value, text } = answer;
  const result = ownMember(value, "result");
  const id = ownMember(value, "id");
  if (answer.isRpcError || !isJsonObject(result)) {
    return typeof id === "string" || typeof id === "number" ? translateError(answer, id, FORMER) : answer;
  }
  if (!CACHEABLE.has(method) || ownMember(result, "cacheScope") === "private") return answer;
  const { cacheScope } = UNCACHED;
  const rest = inner(objectWithout(text, resultStart(text), (key) => key === "cacheScope"));
  return {
    ...answer,
    value: { ...value, result: { ...result, cacheScope } },
    text: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{${[`"cacheScope":"${cacheScope}"`, ...rest].join(",")}}}`,
  };
}

/** The upstream's `_meta`, and who it is. */
function metaText(text: string, info: JsonObject): string {
  const meta = membersAt(text, resultStart(text)).find(({ key }) => key === "_meta");
  const own = inner(JSON.stringify(info));
  const isObject = meta !== undefined && text[meta.valueStart] === "{";
  const kept = isObject ? inner(objectWithout(text, meta.valueStart, (key) => key === SERVER_INFO_KEY)) : [];
  return `{${[...own, ...kept].join(",")}}`;
}

function resultStart(text: string): number {
  return membersAt(text, text.indexOf("{")).find(({ key }) => key === "result")?.valueStart ?? text.length;
}

/** What stands between the braces, as a list of none or one. */
function inner(object: string): string[] {
  return object === "{}" ? [] : [object.slice(1, -1)];
}

function translateError(answer: Answer, id: JsonRpcId, foreign: ReadonlySet<number>): Answer {
  const error = ownMember(answer.value, "error");
  const code = isJsonObject(error) ? ownMember(error, "code") : undefined;
  const translated =
    code === RESOURCE_NOT_FOUND
      ? { ...(isJsonObject(error) ? error : {}), code: mcpErrorCodes.invalidParams.code }
      : typeof code === "number" && foreign.has(code)
        ? {
            code: mcpErrorCodes.internalError.code,
            message: "The server answered with an error that can't be relayed.",
          }
        : (error ?? null);
  const value: JsonObject = { jsonrpc: "2.0", id, error: translated };
  return { ...answer, value, text: JSON.stringify(value) };
}
