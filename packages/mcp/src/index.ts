export { canonicalArguments } from "./canonical-arguments";
export type {
  Cancelled,
  Classified,
  ClassifiedNotification,
  ClientResponse,
  Complete,
  CompletionRef,
  Discover,
  Initialize,
  Initialized,
  Listing,
  Ping,
  Progress,
  PromptsGet,
  Refused,
  ResourceRequest,
  Retry,
  RootsListChanged,
  SetLevel,
  SubscriptionsListen,
  ToolsCall,
  ToolsList,
  Unsupported,
} from "./classified";
export { classifyRequest } from "./classify-request";
export { classifyStateless, type StatelessAsked } from "./classify-stateless";
export { type AskableMethod, canBeAsked, isAskable, relayedClientCapabilities } from "./client-capabilities";
export { type Denied, denialError } from "./denial-error";
export { denialResult, refusedCall } from "./denial-result";
export { discoverResult } from "./discover-result";
export { encodeSseEvent, type SseEvent } from "./encode-sse-event";
export {
  errorReply,
  gatewayFault,
  invalidRequest,
  methodNotFound,
  unknownNamed,
  unknownTool,
  upstreamProtocolError,
} from "./error-replies";
export { expandTemplate } from "./expand-template";
export { filterCompletion } from "./filter-completion";
export { filterInitializeResult, type InitializeAnswer } from "./filter-initialize-result";
export { type FilteredListing, filterListing } from "./filter-listing";
export { type FilteredToolList, filterToolList } from "./filter-tool-list";
export { type HeaderParam, type HeaderParams, paramHeaders, readHeaderParams, valueAt } from "./header-params";
export { decodeHeaderValue, encodeHeaderValue } from "./header-value";
export { isResumableResult } from "./is-resumable-result";
export type {
  JsonRpcId,
  ParsedMessage,
  ParsedNotification,
  ParsedRequest,
  ParsedResponse,
  ParseFailure,
} from "./json-rpc-message";
export { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
export { type KnownAnswer, readKnownAnswer, toKnownAnswer } from "./known-answer";
export { isLogLevel, isMoreVerbose, type LogLevel } from "./log-levels";
export { mcpErrorCodes } from "./mcp-error-codes";
export { type ParamHeaderFault, paramHeadersFault } from "./param-headers-fault";
export { parseJsonRpc } from "./parse-json-rpc";
export {
  isSupportedVersion,
  negotiateVersion,
  type ProtocolVersion,
  readVersionHeader,
  SUPPORTED_VERSIONS,
  type VersionHeader,
} from "./protocol-version";
export { type Discovery, isStatelessError, lacksInitialize, readDiscovery } from "./read-discovery";
export type { Envelope } from "./read-envelope";
export { type Inbound, type InboundHeaders, readInbound } from "./read-inbound";
export { type InputRequest, readInputRequests } from "./read-input-requests";
export { notAccepted } from "./read-params";
export { type RpcRefusal, readRpcRefusal } from "./read-rpc-refusal";
export { type ListChange, readSubscription, type SubscriptionMessage } from "./read-subscription";
export { type RelayedNotification, readUpstreamAnswer, type UpstreamMessage } from "./read-upstream-answer";
export {
  type Forwardable,
  type GatewayIdentity,
  rebuildInitialize,
  rebuildRequest,
  rebuildResponse,
} from "./rebuild-request";
export {
  isStatelessForwardable,
  type RebuiltRequest,
  rebuildDiscover,
  rebuildListen,
  rebuildStatelessRequest,
  type StatelessEnvelope,
  type StatelessForwardable,
  type SubscriptionFilter,
} from "./rebuild-stateless-request";
export { resultReply } from "./result-reply";
export { ANSWER_LIMITS, REQUEST_LIMITS, type ScanLimits } from "./scan-limits";
export { type Hearing, readSharedNotification, type UpstreamChange } from "./shared-session-notification";
export {
  type ResultType,
  resultTypeOf,
  toInitializeEra,
  toInitializeEraTools,
  withoutUnusableTools,
} from "./stateless-answer";
export { headerMismatch, type StatelessRefusal, statelessRefusal, unknownMethod } from "./stateless-refusal";
export {
  ENVELOPE_KEYS,
  isEnvelopeKey,
  isStatelessEra,
  SERVER_INFO_KEY,
  STATELESS_VERSION,
  STATELESS_VERSIONS,
  SUBSCRIPTION_ID_KEY,
} from "./stateless-version";
export { mergeCapabilities, teamInstructions, type Unavailable } from "./team/merge-capabilities";
export { namespaceAnswer, namespaceMessage } from "./team/namespace-answer";
export { LIST_ITEMS, type ListMethod, namespaceListed } from "./team/namespace-listed";
export { prefixName, shownMessage, splitName, type TeamName } from "./team/team-name";
export { splitProgressToken } from "./team/team-progress-token";
export { namespaceUri, splitUri } from "./team/team-uri";
export { toPrivateAnswer, toStatelessAnswer, UNCACHED } from "./to-stateless-answer";
