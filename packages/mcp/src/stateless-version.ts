/** The revision without `initialize` and sessions: every request says for itself who asks, and with what. */
export const STATELESS_VERSION = "2026-07-28";

/** What a client that asks for another revision of this era is told that it may speak. */
export const STATELESS_VERSIONS: readonly string[] = [STATELESS_VERSION];

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a revision, also one that isn't known yet, is of the era that begins with 2026-07-28. */
export function isStatelessEra(version: string): boolean {
  return DATE.test(version) && version >= STATELESS_VERSION;
}

/** The keys of `_meta` by which it does so (MCP 2026-07-28, basic, `_meta`). */
export const ENVELOPE_KEYS = {
  protocolVersion: "io.modelcontextprotocol/protocolVersion",
  clientInfo: "io.modelcontextprotocol/clientInfo",
  clientCapabilities: "io.modelcontextprotocol/clientCapabilities",
  logLevel: "io.modelcontextprotocol/logLevel",
} as const;

/** Who answered, in the `_meta` of a result. */
export const SERVER_INFO_KEY = "io.modelcontextprotocol/serverInfo";

/** Which `subscriptions/listen` a message belongs to, in its `_meta`. */
export const SUBSCRIPTION_ID_KEY = "io.modelcontextprotocol/subscriptionId";

const envelopeKeys = new Set<string>(Object.values(ENVELOPE_KEYS).map((key) => key.toLowerCase()));

/** Whether a `_meta` key belongs to the envelope, in any letter case: some readers take the one for the other. */
export function isEnvelopeKey(key: string): boolean {
  return envelopeKeys.has(key.toLowerCase());
}
