import type { CallIntent } from "./audit-record";
import type { ReserveRequest } from "./gate";
import type { RecordedLimit } from "./recorded-limit";

type Verdict = ReserveRequest["verdict"];
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
/** What is the same for most calls of a tool, and what came of it. */
type Asked = Pick<CallIntent, "method" | "tool" | "argumentKeys" | "limits">;
/** What is each call's own. */
type Own = Omit<CallIntent, keyof Origin | keyof Asked>;

interface AskedText {
  readonly asked: Asked;
  readonly verdict: Verdict;
  readonly text: string;
  readonly verdictText: string;
}

/** A power of two. */
const SLOTS = 1024;
/** Of texts that are kept: an agent may name as many arguments as it likes. */
const KEPT_CHARS_MAX = 4096;

/**
 * The bodies of intents. All but a few numbers of one repeat the last one of its session and tool, so the texts of some are
 * kept: to write one anew takes longer than to see that it is the same.
 */
export class IntentTexts {
  readonly #origins: ({ readonly origin: Origin; readonly text: string } | null)[] = emptySlots();
  readonly #asked: (AskedText | null)[] = emptySlots();

  /** The verdict is what is recorded unless a limit stands in the way. */
  encode(intent: CallIntent, verdict: Verdict): string {
    const { callId, requestBytes, deadlineMs, approvalId } = intent;
    const own: Record<keyof Own, unknown> = { callId, requestBytes, deadlineMs, approvalId };
    const asked = this.#askedOf(intent, verdict);
    const origin = this.#originOf(intent);
    return `{"intent":{${origin},${asked.text},${JSON.stringify(own).slice(1)},"verdict":${asked.verdictText}}`;
  }

  #originOf(intent: CallIntent): string {
    const slot = slotOf(intent.sessionId ?? intent.grantId, "");
    const known = this.#origins[slot];
    if (known !== undefined && known !== null && isSameOrigin(known.origin, intent)) return known.text;
    const { organizationId, teamId, teamSlug, grantId, grantLabel, serverId, serverSlug } = intent;
    const { policyId, policyVersion, sessionId, clientName, protocolVersion, bootId } = intent;
    const origin: Origin = {
      ...{ organizationId, teamId, teamSlug, grantId, grantLabel, serverId, serverSlug },
      ...{ policyId, policyVersion, sessionId, clientName, protocolVersion, bootId },
    };
    const text = members(origin);
    this.#origins[slot] = { origin, text };
    return text;
  }

  #askedOf(intent: CallIntent, verdict: Verdict): AskedText {
    const slot = slotOf(intent.serverId, intent.tool ?? "");
    const known = this.#asked[slot];
    if (
      known !== undefined &&
      known !== null &&
      isSameVerdict(known.verdict, verdict) &&
      isSameAsked(known.asked, intent)
    )
      return known;
    const { method, tool, argumentKeys, limits } = intent;
    const asked: Asked = { method, tool, argumentKeys, limits };
    const made = { asked, verdict, text: members(asked), verdictText: JSON.stringify(verdict) };
    if (made.text.length <= KEPT_CHARS_MAX) this.#asked[slot] = made;
    return made;
  }
}

function emptySlots(): null[] {
  return Array.from({ length: SLOTS }, () => null);
}

/** Without the braces. */
function members(value: Origin | Asked): string {
  return JSON.stringify(value).slice(1, -1);
}

/** Ids end at random, and the tools of a server differ in their names. */
function slotOf(id: string, name: string): number {
  let hash = name.length;
  for (let at = Math.max(0, id.length - 8); at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) | 0;
  for (let at = 0; at < name.length; at++) hash = (hash * 31 + name.charCodeAt(at)) | 0;
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

/** INVARIANT: compares every member of a verdict. */
function isSameVerdict(one: Verdict, other: Verdict): boolean {
  return (
    one.decision === other.decision &&
    one.code === other.code &&
    one.rule === other.rule &&
    one.message === other.message &&
    one.would?.decision === other.would?.decision &&
    one.would?.code === other.would?.code
  );
}

/** INVARIANT: compares every member of what is asked. */
function isSameAsked(one: Asked, other: Asked): boolean {
  return (
    one.method === other.method &&
    one.tool === other.tool &&
    areSame(one.argumentKeys, other.argumentKeys, (key, same) => key === same) &&
    areSame(one.limits, other.limits, isSameLimit)
  );
}

/** INVARIANT: compares every member of a recorded limit. */
function isSameLimit(one: RecordedLimit, other: RecordedLimit): boolean {
  return (
    one.pointer === other.pointer &&
    one.counter === other.counter &&
    one.max === other.max &&
    one.window === other.window &&
    one.algorithm === other.algorithm &&
    one.scope === other.scope &&
    one.cost === other.cost &&
    one.per === other.per &&
    one.isShadow === other.isShadow &&
    one.bucket === other.bucket
  );
}

function areSame<T>(ones: readonly T[], others: readonly T[], isSame: (one: T, other: T) => boolean): boolean {
  if (ones.length !== others.length) return false;
  for (let i = 0; i < ones.length; i++) {
    const [one, other] = [ones[i], others[i]];
    if (one === undefined || other === undefined || !isSame(one, other)) return false;
  }
  return true;
}
