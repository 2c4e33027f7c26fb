import type { JsonRpcId } from "./json-rpc-message";
import { isJsonObject, type JsonObject, ownMember } from "./json-value";
import { isLogLevel, isMoreVerbose, type LogLevel } from "./log-levels";
import { parseProvedJson } from "./parse-proved-json";

/** What a client wants to hear while its request is under way. */
export interface Hearing {
  /** Its own; null: no progress. */
  readonly progressToken: JsonRpcId | null;
  /** null: no log messages. */
  readonly logLevel: LogLevel | null;
}

/** Something changed in the upstream: the business of whoever listens, not of one request. */
export interface UpstreamChange {
  readonly method: (typeof CHANGES)[number];
  /** Of an updated resource. */
  readonly uri: string | null;
}

const CHANGES = [
  "notifications/tools/list_changed",
  "notifications/prompts/list_changed",
  "notifications/resources/list_changed",
  "notifications/resources/updated",
] as const;

/**
 * A notification that came with one request in a session that several clients share: what its client hears of it, under the
 * client's own progress token; or a change; or null, nothing. `text` is one that `readUpstreamAnswer` has read.
 */
export function readSharedNotification(text: string, hearing: Hearing): string | UpstreamChange | null {
  const message = parseProvedJson(text);
  if (!isJsonObject(message)) return null;
  const method = ownMember(message, "method");
  const said = ownMember(message, "params");
  const params: JsonObject = isJsonObject(said) ? said : {};
  if (method === "notifications/progress") {
    const { progressToken } = hearing;
    return progressToken === null ? null : JSON.stringify({ ...message, params: { ...params, progressToken } });
  }
  if (method === "notifications/message") {
    const level = ownMember(params, "level");
    const isWanted = hearing.logLevel !== null && isLogLevel(level) && !isMoreVerbose(level, hearing.logLevel);
    return isWanted ? text : null;
  }
  const change = CHANGES.find((known) => known === method);
  if (change === undefined) return null;
  const uri = ownMember(params, "uri");
  return { method: change, uri: typeof uri === "string" ? uri : null };
}
