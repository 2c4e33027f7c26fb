import { isJsonObject, type JsonObject, ownMember } from "./json-value";
import { isLogLevel, type LogLevel } from "./log-levels";
import { metaFault } from "./read-params";
import { ENVELOPE_KEYS } from "./stateless-version";

const CLIENT_INFO_CHARS_MAX = 256;

/** What a request of revision 2026-07-28 says of its sender. All of it is self-reported. */
export interface Envelope {
  readonly protocolVersion: string;
  readonly clientCapabilities: JsonObject;
  readonly clientInfo: { readonly name: string; readonly version: string } | null;
  /** null: the client wants no log messages. */
  readonly logLevel: LogLevel | null;
  readonly traceparent: string | null;
}

/** The envelope, or a sentence that says what is wrong with it. */
export function readEnvelope(meta: JsonObject): Envelope | string {
  const protocolVersion = ownMember(meta, ENVELOPE_KEYS.protocolVersion);
  if (typeof protocolVersion !== "string") return `\`_meta["${ENVELOPE_KEYS.protocolVersion}"]\` must be a string`;
  const clientCapabilities = ownMember(meta, ENVELOPE_KEYS.clientCapabilities);
  if (!isJsonObject(clientCapabilities)) return `\`_meta["${ENVELOPE_KEYS.clientCapabilities}"]\` must be an object`;
  const fault = metaFault(meta);
  if (fault !== null) return fault;
  const info = ownMember(meta, ENVELOPE_KEYS.clientInfo);
  const clientInfo = info === undefined ? null : readInfo(info);
  if (clientInfo === undefined) {
    return `\`_meta["${ENVELOPE_KEYS.clientInfo}"]\` needs \`name\` and \`version\`, strings of at most ${CLIENT_INFO_CHARS_MAX} characters`;
  }
  const logLevel = ownMember(meta, ENVELOPE_KEYS.logLevel) ?? null;
  if (logLevel !== null && !isLogLevel(logLevel)) return `\`_meta["${ENVELOPE_KEYS.logLevel}"]\` must be a log level`;
  const traceparent = ownMember(meta, "traceparent");
  return {
    protocolVersion,
    clientCapabilities,
    clientInfo,
    logLevel,
    traceparent: typeof traceparent === "string" ? traceparent : null,
  };
}

function readInfo(info: NonNullable<ReturnType<typeof ownMember>> | null): Envelope["clientInfo"] | undefined {
  if (!isJsonObject(info)) return undefined;
  const name = ownMember(info, "name");
  const version = ownMember(info, "version");
  return isBounded(name) && isBounded(version) ? { name, version } : undefined;
}

function isBounded(value: unknown): value is string {
  return typeof value === "string" && value.length <= CLIENT_INFO_CHARS_MAX;
}
