import type { CompiledAccess, CompiledPolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import type { Explanation } from "./explain-call";
import { matchesGlob } from "./glob";
import type { Plan, RefusePlan, ReservePlan } from "./plan";
import { refuseByDefault, refuseByRule, refuseFault, refuseInvalidPolicy, refuseWithoutPolicy } from "./refusals";
import { Trace } from "./trace";

/** Longer than any name or address in use; what is longer can't be matched in bounded time, and is denied. */
const NAME_LENGTH_MAX = 8192;
const SHOWN_LENGTH_MAX = 200;
const NONE: readonly never[] = [];

/** What may be used is listed in one of these fields. */
type Field = "resources" | "prompts" | "server_requests";

/** How what stands in a field is called in a sentence, and where its name comes from. */
const WORDS: Readonly<Record<Field, { readonly kind: string; readonly path: string }>> = {
  resources: { kind: "The resource", path: "uri" },
  prompts: { kind: "The prompt", path: "name" },
  server_requests: { kind: "The server's request", path: "method" },
};

/** What is asked for. */
export interface ResourceAccess {
  readonly uri: string;
  /**
   * How else a server could read that URI: normalised, or with its escapes decoded. The resource is allowed only if it is by
   * each of its readings, unless an entry of `allow` names this very URI.
   */
  readonly otherReadings?: readonly string[];
}

/**
 * What reading a resource needs. `deny` wins over `allow`, and `default` is for what neither matches; without `resources` the
 * policy's own default decides. The plan has no limits. Never throws.
 */
export function planResource(policy: CompiledPolicy | null, { uri, otherReadings = NONE }: ResourceAccess): Plan {
  return planAccess(policy, "resources", uri, otherReadings);
}

/** The same for getting a prompt. */
export function planPrompt(policy: CompiledPolicy | null, { name }: { readonly name: string }): Plan {
  return planAccess(policy, "prompts", name, NONE);
}

/** The same for what a server asks of its client. */
export function planServerRequest(policy: CompiledPolicy | null, { method }: { readonly method: string }): Plan {
  return planAccess(policy, "server_requests", method, NONE);
}

/** Why a resource, a prompt or a request of a server is decided as it is: every entry that was looked at, in order. */
export function explainAccess(policy: CompiledPolicy | null, field: Field, name: string): Explanation {
  const trace = new Trace();
  const plan = planAccess(policy, field, name, NONE, trace);
  return { decision: decideCall(plan, { kind: "reserved", remaining: [] }), rules: trace.rules };
}

/** Whether a list shows what `plan` is about: what would be refused isn't shown. */
export function isAccessListed(plan: Plan): boolean {
  return plan.kind !== "refuse";
}

function planAccess(
  policy: CompiledPolicy | null,
  field: Field,
  name: string,
  otherReadings: readonly string[],
  trace: Trace | null = null,
): Plan {
  if (policy === null) return refuseWithoutPolicy();
  if (policy.kind === "unreadable") return refuseInvalidPolicy();
  const would = judgeReadings(policy[field], field, name, otherReadings, trace);
  return policy.isShadow ? { kind: "shadow", would } : would;
}

function judgeReadings(
  access: CompiledAccess,
  field: Field,
  name: string,
  otherReadings: readonly string[],
  trace: Trace | null,
): RefusePlan | ReservePlan {
  const plan = judgeAccess(access, field, name, trace);
  if (plan.kind === "refuse") return plan;
  const isNamed = access.allow.some(({ glob }) => glob === name);
  for (const reading of otherReadings) {
    const other = judgeAccess(access, field, reading, null);
    const isDenied = other.kind === "refuse" && other.refusal.code !== "default_deny";
    if (other.kind === "refuse" && (isDenied || !isNamed)) return other;
  }
  return plan;
}

function judgeAccess(
  access: CompiledAccess,
  field: Field,
  name: string,
  trace: Trace | null,
): RefusePlan | ReservePlan {
  const { kind, path } = WORDS[field];
  const shown = `${kind} ${clip(name)}`;
  if (name.length > NAME_LENGTH_MAX) {
    return refuseFault(shown, access.defaultPointer, { code: "argument_too_long", path, wanted: "", found: "" });
  }
  for (const { glob, pointer } of access.deny) {
    const isMatch = matchesGlob(glob, name);
    trace?.rule("deny", pointer, isMatch ? "decides" : "does_not_apply");
    if (isMatch) return refuseByRule(shown, pointer, null);
  }
  for (const { glob, pointer } of access.allow) {
    const isMatch = matchesGlob(glob, name);
    trace?.rule("allow", pointer, isMatch ? "decides" : "does_not_apply");
    if (isMatch) return allow(shown, pointer);
  }
  trace?.rule("default", access.defaultPointer, "decides");
  if (access.default === "allow") return allow(shown, access.defaultPointer);
  return refuseByDefault(shown, access.defaultPointer);
}

function allow(shown: string, rule: string): ReservePlan {
  return { kind: "reserve", rule, limits: NONE, tool: shown, sharedLimits: NONE };
}

function clip(name: string): string {
  return name.length > SHOWN_LENGTH_MAX ? `${name.slice(0, SHOWN_LENGTH_MAX)}…` : name;
}
