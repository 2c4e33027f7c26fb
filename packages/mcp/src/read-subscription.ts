import { isJsonObject, type JsonObject, ownMember } from "./json-value";
import { parseProvedJson } from "./parse-proved-json";
import { scanJson } from "./scan-json";
import { ANSWER_LIMITS } from "./scan-limits";
import { SUBSCRIPTION_ID_KEY } from "./stateless-version";

const CHANGES = [
  "notifications/tools/list_changed",
  "notifications/prompts/list_changed",
  "notifications/resources/list_changed",
] as const;

export type ListChange = (typeof CHANGES)[number];

/** One message on the stream of a `subscriptions/listen`. */
export type SubscriptionMessage =
  /** The first one. */
  | { readonly kind: "acknowledged" }
  | { readonly kind: "list_changed"; readonly method: ListChange }
  | { readonly kind: "updated"; readonly uri: string }
  /** The upstream ends the subscription in order. */
  | { readonly kind: "ended" }
  /** It refuses the subscription. */
  | { readonly kind: "refused" }
  /** Of another subscription, or what doesn't belong on such a stream: drop and count. */
  | { readonly kind: "foreign" }
  | { readonly kind: "invalid" };

/** Reads one message for the subscription `id`. Never throws. What the client is told is built from the value alone. */
export function readSubscription(text: string, id: string): SubscriptionMessage {
  if (text.charCodeAt(0) === 0xfeff || scanJson(text, ANSWER_LIMITS).kind !== "ok") return { kind: "invalid" };
  const message = parseProvedJson(text);
  if (!isJsonObject(message) || ownMember(message, "jsonrpc") !== "2.0") return { kind: "invalid" };
  const method = ownMember(message, "method");
  if (method === undefined) return readEnd(message, id);
  const params = ownMember(message, "params");
  const meta = isJsonObject(params) ? ownMember(params, "_meta") : undefined;
  if (Object.hasOwn(message, "id") || !isJsonObject(meta) || ownMember(meta, SUBSCRIPTION_ID_KEY) !== id) {
    return { kind: "foreign" };
  }
  if (method === "notifications/subscriptions/acknowledged") return { kind: "acknowledged" };
  if (method === "notifications/resources/updated") {
    const uri = isJsonObject(params) ? ownMember(params, "uri") : undefined;
    return typeof uri === "string" ? { kind: "updated", uri } : { kind: "invalid" };
  }
  const change = CHANGES.find((known) => known === method);
  return change === undefined ? { kind: "foreign" } : { kind: "list_changed", method: change };
}

function readEnd(message: JsonObject, id: string): SubscriptionMessage {
  const hasResult = Object.hasOwn(message, "result");
  if (hasResult === Object.hasOwn(message, "error")) return { kind: "invalid" };
  const answered = ownMember(message, "id") ?? null;
  if (answered !== id && (hasResult || answered !== null)) return { kind: "foreign" };
  return { kind: hasResult ? "ended" : "refused" };
}
