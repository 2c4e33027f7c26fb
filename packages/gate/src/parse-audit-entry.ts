import type { LimitWindow } from "@policylayer/policy";
import type { AuditRecord, CallIntent, CallOutcome, WouldDecision } from "./audit-record";
import { AUDIT_FIELDS } from "./audit-stream";
import { type RecordedLimit, withBuckets } from "./recorded-limit";

/**
 * Reads one stream entry, given as Redis gives it: names and values in turn. null when it is not one of ours or
 * unreadable; never throws, so that one bad entry can't stop the drain. Unknown fields are passed over: a newer proxy may
 * write more than this reader knows.
 */
export function parseAuditEntry(fields: readonly string[]): AuditRecord | null {
  try {
    const entry = new Map<string, string>();
    for (let i = 0; i + 1 < fields.length; i += 2) entry.set(text(fields[i]), text(fields[i + 1]));
    const outcome = entry.get(AUDIT_FIELDS.outcome);
    if (outcome !== undefined) {
      return {
        kind: "outcome",
        outcome: readOutcome(JSON.parse(outcome)),
        refunded: entry.get(AUDIT_FIELDS.refunded) === "1",
      };
    }
    return readIntentEntry(entry);
  } catch {
    // A SyntaxError of JSON.parse or an Unreadable: both mean the same to the caller.
    return null;
  }
}

function readIntentEntry(entry: ReadonlyMap<string, string>): AuditRecord {
  const body = object(JSON.parse(text(entry.get(AUDIT_FIELDS.intent))));
  const intent = readIntent(body.intent);
  const sequence = wholeNumber(text(entry.get(AUDIT_FIELDS.sequence)));
  const exceededRule = entry.get(AUDIT_FIELDS.exceededRule);
  const verdict = object(body.verdict);
  const would = orNull(readWould, verdict.would ?? null);
  const degraded = body.degraded === true;
  if (exceededRule !== undefined && would !== null) {
    return {
      kind: "intent",
      intent,
      sequence,
      decision: text(verdict.decision),
      code: text(verdict.code),
      rule: exceededRule,
      message: null,
      retryAfterMs: null,
      would: { decision: "rate_limited", code: "limit_exceeded" },
      degraded,
    };
  }
  if (exceededRule !== undefined) {
    return {
      kind: "intent",
      intent,
      sequence,
      decision: "rate_limited",
      code: "limit_exceeded",
      rule: exceededRule,
      message: null,
      retryAfterMs: wholeNumber(text(entry.get(AUDIT_FIELDS.retryAfterMs))),
      would: null,
      degraded,
    };
  }
  const buckets = entry.get(AUDIT_FIELDS.buckets);
  return {
    kind: "intent",
    intent: buckets === undefined ? intent : { ...intent, limits: readBuckets(intent, buckets) },
    sequence,
    decision: text(verdict.decision),
    code: text(verdict.code),
    rule: orNull(text, verdict.rule),
    message: orNull(text, verdict.message),
    retryAfterMs: null,
    would,
    degraded,
  };
}

function readWould(value: unknown): WouldDecision {
  const source = object(value);
  return { decision: text(source.decision), code: text(source.code) };
}

function readIntent(value: unknown): CallIntent {
  const source = object(value);
  return {
    callId: text(source.callId),
    organizationId: text(source.organizationId),
    teamId: text(source.teamId),
    teamSlug: text(source.teamSlug),
    grantId: text(source.grantId),
    grantLabel: text(source.grantLabel),
    serverId: text(source.serverId),
    serverSlug: text(source.serverSlug),
    method: text(source.method),
    tool: orNull(text, source.tool),
    policyId: orNull(text, source.policyId),
    policyVersion: orNull(finite, source.policyVersion),
    argumentKeys: list(text, source.argumentKeys),
    sessionId: orNull(text, source.sessionId),
    clientName: orNull(text, source.clientName),
    protocolVersion: orNull(text, source.protocolVersion),
    requestBytes: finite(source.requestBytes),
    bootId: text(source.bootId),
    deadlineMs: finite(source.deadlineMs),
    ...(source.approvalId === undefined ? {} : { approvalId: text(source.approvalId) }),
    limits: list(readLimit, source.limits),
  };
}

function readLimit(value: unknown): RecordedLimit {
  const source = object(value);
  return {
    pointer: text(source.pointer),
    counter: text(source.counter),
    max: finite(source.max),
    window: readWindow(source.window),
    ...(source.algorithm === undefined ? {} : { algorithm: oneOf(ALGORITHMS, source.algorithm) }),
    ...(source.scope === undefined ? {} : { scope: oneOf(SCOPES, source.scope) }),
    ...(source.cost === undefined ? {} : { cost: finite(source.cost) }),
    ...(source.per === undefined ? {} : { per: text(source.per) }),
    ...(source.isShadow === true ? { isShadow: true } : {}),
  };
}

const ALGORITHMS = ["sliding", "fixed"] as const;
const SCOPES = ["grant", "session", "team", "server", "organization"] as const;

function oneOf<T extends string>(names: readonly T[], value: unknown): T {
  const name = names.find((each) => each === value);
  if (name === undefined) throw new Unreadable();
  return name;
}

/** A charge that can't be told is worse than an unreadable entry: it would be missing when counters are restored. */
function readBuckets(intent: CallIntent, buckets: string): readonly RecordedLimit[] {
  const limits = withBuckets(intent, buckets.split(",").map(wholeNumber));
  if (limits === null) throw new Unreadable();
  return limits;
}

function readOutcome(value: unknown): CallOutcome {
  const source = object(value);
  return {
    callId: text(source.callId),
    organizationId: text(source.organizationId),
    outcome: orNull(readOutcomeName, source.outcome),
    message: orNull(text, source.message),
    upstreamStatus: orNull(finite, source.upstreamStatus),
    responseBytes: orNull(finite, source.responseBytes),
    gatewayMs: finite(source.gatewayMs),
    upstreamMs: orNull(finite, source.upstreamMs),
  };
}

function readOutcomeName(value: unknown): NonNullable<CallOutcome["outcome"]> {
  switch (value) {
    case "ok":
    case "tool_error":
    case "upstream_error":
    case "upstream_protocol":
    case "timeout":
    case "cancelled":
    case "unknown":
      return value;
    default:
      throw new Unreadable();
  }
}

function readWindow(value: unknown): LimitWindow {
  switch (value) {
    case "second":
    case "minute":
    case "hour":
    case "day":
    case "week":
    case "month":
      return value;
    default:
      return finite(value);
  }
}

class Unreadable extends Error {}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new Unreadable();
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Unreadable();
  return value;
}

function finite(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Unreadable();
  return value;
}

function wholeNumber(digits: string): number {
  const value = Number(digits);
  if (!/^\d+$/.test(digits) || !Number.isSafeInteger(value)) throw new Unreadable();
  return value;
}

function list<T>(read: (value: unknown) => T, value: unknown): T[] {
  if (!Array.isArray(value)) throw new Unreadable();
  return value.map((item: unknown) => read(item));
}

function orNull<T>(read: (value: unknown) => T, value: unknown): T | null {
  return value === null ? null : read(value);
}
