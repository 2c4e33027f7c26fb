import type {
  Complete,
  Discover,
  Listing,
  PromptsGet,
  Refused,
  ResourceRequest,
  SubscriptionsListen,
  ToolsCall,
  ToolsList,
} from "./classified";
import { classifyPromptsGet, classifyResourceRequest } from "./classify-access";
import { classifyComplete } from "./classify-complete";
import { classifyListing } from "./classify-listing";
import { classifyToolsCall, classifyToolsList } from "./classify-tools";
import type { ParsedRequest } from "./json-rpc-message";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { invalidParams, paramsFault } from "./read-params";
import { type StatelessRefusal, unknownMethod } from "./stateless-refusal";
import { isEnvelopeKey } from "./stateless-version";

export type StatelessAsked =
  | Discover
  | SubscriptionsListen
  | ToolsCall
  | ToolsList
  | Listing
  | PromptsGet
  | (ResourceRequest & { readonly kind: "resources/read" })
  | Complete;

/** Resources one stream may watch: each is judged and recorded. */
const SUBSCRIPTIONS_MAX = 100;

/**
 * What a request of revision 2026-07-28 asks for, its envelope taken off. Never throws, and has no default that forwards: of
 * the methods of that revision none but these is relayed.
 */
export function classifyStateless(request: ParsedRequest): StatelessAsked | Refused | StatelessRefusal {
  const { id, method } = request;
  switch (method) {
    case "server/discover": {
      const fault = paramsFault(request.params, method, null, null);
      return fault === null ? { kind: method, id } : invalidParams(id, fault);
    }
    case "tools/list":
      return classifyToolsList(withoutEnvelope(request));
    case "tools/call":
      return retried(request, classifyToolsCall);
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return classifyListing(withoutEnvelope(request), method);
    case "prompts/get":
      return retried(request, classifyPromptsGet);
    case "resources/read":
      return retried(request, classifyRead);
    case "completion/complete":
      return classifyComplete(withoutEnvelope(request));
    case "subscriptions/listen":
      return classifyListen(withoutEnvelope(request));
    default:
      return unknownMethod(id, method);
  }
}

function classifyRead(request: ParsedRequest): (ResourceRequest & { readonly kind: "resources/read" }) | Refused {
  const read = classifyResourceRequest(request, "resources/read");
  return read.kind === "refused" ? read : { ...read, kind: "resources/read" };
}

/** A request that may be the second round of another one: with what its client was asked, and the server's own state. */
function retried<T extends ToolsCall | PromptsGet | ResourceRequest>(
  request: ParsedRequest,
  classify: (request: ParsedRequest) => T | Refused,
): T | Refused {
  const { id, params } = request;
  const responses = params === null ? undefined : ownMember(params, "inputResponses");
  const state = params === null ? undefined : ownMember(params, "requestState");
  if (responses === undefined && state === undefined) return classify(withoutEnvelope(request));
  if (responses !== undefined && (!isJsonObject(responses) || !Object.values(responses).every(isJsonObject))) {
    return invalidParams(id, "`inputResponses` must be an object of objects");
  }
  if (state !== undefined && typeof state !== "string") return invalidParams(id, "`requestState` must be a string");
  const asked = classify(withoutEnvelope(request, "inputResponses", "requestState"));
  if (isRefused(asked)) return asked;
  return { ...asked, retry: { inputResponses: responses ?? null, requestState: state ?? null } };
}

function isRefused(asked: ToolsCall | PromptsGet | ResourceRequest | Refused): asked is Refused {
  return asked.kind === "refused";
}

function classifyListen({ id, params }: ParsedRequest): SubscriptionsListen | Refused {
  const fault = paramsFault(params, "subscriptions/listen", "notifications", null);
  if (fault !== null) return invalidParams(id, fault);
  const filter = params === null ? undefined : ownMember(params, "notifications");
  if (!isJsonObject(filter)) return invalidParams(id, "`notifications` must be an object");
  const uris = ownMember(filter, "resourceSubscriptions") ?? [];
  if (!isTexts(uris)) return invalidParams(id, "`notifications.resourceSubscriptions` must be an array of strings");
  if (uris.length > SUBSCRIPTIONS_MAX) return invalidParams(id, `a stream may watch ${SUBSCRIPTIONS_MAX} resources`);
  return {
    kind: "subscriptions/listen",
    id,
    toolsListChanged: ownMember(filter, "toolsListChanged") === true,
    promptsListChanged: ownMember(filter, "promptsListChanged") === true,
    resourcesListChanged: ownMember(filter, "resourcesListChanged") === true,
    resourceSubscriptions: [...new Set(uris)],
  };
}

/** The request as it would be without what only this revision has: its envelope, and these members. */
function withoutEnvelope(request: ParsedRequest, ...left: readonly string[]): ParsedRequest {
  if (request.params === null) return request;
  // `fromEntries` defines properties and runs no setter, so that a `__proto__` key stays data.
  const members: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(request.params)) {
    if (left.includes(key)) continue;
    if (key !== "_meta" || !isJsonObject(value)) members.push([key, value]);
    else members.push([key, Object.fromEntries(Object.entries(value).filter(([name]) => !isEnvelopeKey(name)))]);
  }
  const params: JsonObject = Object.fromEntries(members);
  return { ...request, params };
}

function isTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
