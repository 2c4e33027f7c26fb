import type { Classified } from "./classified";
import { classifyPromptsGet, classifyResourceRequest } from "./classify-access";
import { classifyComplete } from "./classify-complete";
import { classifyInitialize } from "./classify-initialize";
import { classifyListing } from "./classify-listing";
import { classifyNotification } from "./classify-notification";
import { classifyResponse } from "./classify-response";
import { classifySetLevel } from "./classify-set-level";
import { classifyToolsCall, classifyToolsList } from "./classify-tools";
import type { ParsedMessage, ParsedRequest } from "./json-rpc-message";
import { invalidParams, notAccepted, paramsFault } from "./read-params";

/**
 * What a parsed message asks for. Never throws, and has no default that forwards: what is not one of the messages named
 * here comes back as `unsupported` or `refused`.
 */
export function classifyRequest(message: ParsedMessage): Classified {
  switch (message.kind) {
    case "request":
      return classifyMethod(message);
    case "notification":
      return classifyNotification(message);
    case "response":
      return classifyResponse(message);
  }
}

function classifyMethod(request: ParsedRequest): Classified {
  const { id, method } = request;
  switch (method) {
    case "tools/call":
      return classifyToolsCall(request);
    case "tools/list":
      return classifyToolsList(request);
    case "initialize":
      return classifyInitialize(request);
    case "ping": {
      const fault = paramsFault(request.params, "ping", null, null);
      return fault === null ? { kind: "ping", id } : invalidParams(id, fault);
    }
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return classifyListing(request, method);
    case "prompts/get":
      return classifyPromptsGet(request);
    case "resources/read":
    case "resources/subscribe":
    case "resources/unsubscribe":
      return classifyResourceRequest(request, method);
    case "completion/complete":
      return classifyComplete(request);
    case "logging/setLevel":
      return classifySetLevel(request);
    case "notifications/initialized":
    case "notifications/cancelled":
    case "notifications/progress":
    case "notifications/roots/list_changed":
      return { ...notAccepted(`${method} is a notification and must not have an \`id\``), id };
    default:
      return { kind: "unsupported", id, method };
  }
}
