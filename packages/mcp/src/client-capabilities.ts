import { isJsonObject, type JsonObject, ownMember } from "./json-value";

/** What a server may ask of its client (MCP 2025-11-25, schema.ts, ServerRequest) that needs a capability of that name. */
const ASKABLE = {
  "sampling/createMessage": { capability: "sampling", parts: ["tools", "context"] },
  "elicitation/create": { capability: "elicitation", parts: ["form", "url"] },
  "roots/list": { capability: "roots", parts: ["listChanged"] },
} as const;

export type AskableMethod = keyof typeof ASKABLE;

/** A request that is relayed to a client, if it can and the policy lets it. Everything else is refused, but `ping`. */
export function isAskable(method: string): method is AskableMethod {
  return Object.hasOwn(ASKABLE, method);
}

/**
 * What an upstream is told that a client can do: of what the client declared that alone which is relayed, and of that what
 * `isAllowed`. `tasks`, `experimental` and whatever is newer stay behind.
 */
export function relayedClientCapabilities(
  declared: JsonObject,
  isAllowed: (method: AskableMethod) => boolean = () => true,
): JsonObject {
  const entries: [string, JsonObject][] = [];
  for (const [method, { capability, parts }] of Object.entries(ASKABLE)) {
    const said = ownMember(declared, capability);
    if (!isJsonObject(said) || !isAskable(method) || !isAllowed(method)) continue;
    const kept = parts.filter((part) => isPart(said, part)).map((part) => [part, part === "listChanged" ? true : {}]);
    entries.push([capability, Object.fromEntries(kept)]);
  }
  return Object.fromEntries(entries);
}

/**
 * Whether a client that declared this can be asked that. An elicitation by URL must have been declared; the form is what a bare
 * `elicitation` means (MCP 2025-11-25, client/elicitation).
 */
export function canBeAsked(declared: JsonObject, method: AskableMethod, params: JsonObject | null): boolean {
  const said = ownMember(declared, ASKABLE[method].capability);
  if (!isJsonObject(said)) return false;
  if (method !== "elicitation/create") return true;
  const isByUrl = params !== null && ownMember(params, "mode") === "url";
  return isByUrl ? isPart(said, "url") : isPart(said, "form") || !isPart(said, "url");
}

function isPart(said: JsonObject, part: string): boolean {
  const value = ownMember(said, part);
  return part === "listChanged" ? value === true : isJsonObject(value);
}
