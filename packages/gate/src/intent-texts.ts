import type { CallIntent } from "./audit-record";
import type { ReserveRequest } from "./gate";

/** What of an intent is the same for all calls of a session on a server, as long as its grant stays what it is. */
type Origin = Pick<
  CallIntent,
  | "organizationId"
  | "teamId"
  | "teamSlug"
  | "grantId"
  | "grantLabel"
  | "serverId"
  | "serverSlug"
  | "policyId"
  | "policyVersion"
  | "sessionId"
  | "clientName"
  | "protocolVersion"
  | "bootId"
>;
/** What is each call's own. */
type Own = Omit<CallIntent, keyof Origin>;

/** A power of two. */
const SLOTS = 1024;
const OPENING = '{"intent":{';

/** The bodies of intents. Two thirds of one repeat the last one of its session, so the texts of some sessions are kept. */
export class IntentTexts {
  readonly #slots: ({ readonly origin: Origin; readonly text: string } | null)[] = Array.from(
    { length: SLOTS },
    () => null,
  );

  /** The verdict is what is recorded unless a limit stands in the way. */
  encode(intent: CallIntent, verdict: ReserveRequest["verdict"]): string {
    const { callId, method, tool, argumentKeys, requestBytes, deadlineMs, limits, approvalId } = intent;
    const own: Record<keyof Own, unknown> = {
      callId,
      method,
      tool,
      argumentKeys,
      requestBytes,
      deadlineMs,
      limits,
      approvalId,
    };
    const rest = JSON.stringify({ intent: own, verdict });
    return `${OPENING}${this.#originOf(intent)},${rest.slice(OPENING.length)}`;
  }

  #originOf(intent: CallIntent): string {
    const slot = slotOf(intent.sessionId ?? intent.grantId);
    const known = this.#slots[slot];
    if (known !== undefined && known !== null && isSameOrigin(known.origin, intent)) return known.text;
    const { organizationId, teamId, teamSlug, grantId, grantLabel, serverId, serverSlug } = intent;
    const { policyId, policyVersion, sessionId, clientName, protocolVersion, bootId } = intent;
    const origin: Origin = {
      ...{ organizationId, teamId, teamSlug, grantId, grantLabel, serverId, serverSlug },
      ...{ policyId, policyVersion, sessionId, clientName, protocolVersion, bootId },
    };
    const text = JSON.stringify(origin).slice(1, -1);
    this.#slots[slot] = { origin, text };
    return text;
  }
}

/** Ids end at random. */
function slotOf(id: string): number {
  let hash = 0;
  for (let at = Math.max(0, id.length - 8); at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) | 0;
  return hash & (SLOTS - 1);
}

/** INVARIANT: compares every member of an origin. */
function isSameOrigin(one: Origin, other: Origin): boolean {
  return (
    one.sessionId === other.sessionId &&
    one.grantId === other.grantId &&
    one.serverId === other.serverId &&
    one.policyId === other.policyId &&
    one.policyVersion === other.policyVersion &&
    one.clientName === other.clientName &&
    one.protocolVersion === other.protocolVersion &&
    one.organizationId === other.organizationId &&
    one.teamId === other.teamId &&
    one.teamSlug === other.teamSlug &&
    one.grantLabel === other.grantLabel &&
    one.serverSlug === other.serverSlug &&
    one.bootId === other.bootId
  );
}
