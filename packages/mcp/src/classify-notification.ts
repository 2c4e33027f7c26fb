import type { ClassifiedNotification, Refused } from "./classified";
import type { JsonRpcId, ParsedNotification } from "./json-rpc-message";
import { type JsonValue, ownMember } from "./json-value";
import { quoteName } from "./quote-name";
import { notAccepted } from "./read-params";

/**
 * The client notifications of MCP 2025-11-25 (schema.ts, ClientNotification) that are known to be harmless. Any other is
 * refused, and so is a request without an id: it would be executed with nobody to be told. Fields not read here are dropped.
 */
export function classifyNotification(notification: ParsedNotification): ClassifiedNotification | Refused {
  const { method } = notification;
  const params = notification.params ?? {};
  switch (method) {
    case "notifications/initialized":
      return { kind: method };
    case "notifications/roots/list_changed":
      return { kind: method };
    case "notifications/cancelled": {
      const requestId = readToken(ownMember(params, "requestId"));
      if (requestId === null) return badNotification("`requestId` must be a string or an integer within ±(2^53 - 1)");
      const reason = ownMember(params, "reason");
      if (reason !== undefined && typeof reason !== "string") return badNotification("`reason` must be a string");
      return { kind: method, requestId, reason: reason ?? null };
    }
    case "notifications/progress": {
      const progressToken = readToken(ownMember(params, "progressToken"));
      if (progressToken === null)
        return badNotification("`progressToken` must be a string or an integer within ±(2^53 - 1)");
      const progress = ownMember(params, "progress");
      if (!isFiniteNumber(progress)) return badNotification("`progress` must be a number");
      const total = ownMember(params, "total");
      if (total !== undefined && !isFiniteNumber(total)) return badNotification("`total` must be a number");
      const message = ownMember(params, "message");
      if (message !== undefined && typeof message !== "string") return badNotification("`message` must be a string");
      return { kind: method, progressToken, progress, total: total ?? null, message: message ?? null };
    }
    case "initialize":
    case "ping":
    case "tools/list":
    case "tools/call":
    case "prompts/list":
    case "prompts/get":
    case "resources/list":
    case "resources/templates/list":
    case "resources/read":
    case "resources/subscribe":
    case "resources/unsubscribe":
    case "completion/complete":
    case "logging/setLevel":
      return notAccepted(`${method} needs an \`id\``);
    default:
      return notAccepted(`the notification ${quoteName(method)} is not accepted`);
  }
}

function readToken(value: JsonValue | undefined): JsonRpcId | null {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

function isFiniteNumber(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function badNotification(what: string): Refused {
  return { kind: "refused", httpStatus: 400, code: -32602, message: `Invalid params: ${what}` };
}
