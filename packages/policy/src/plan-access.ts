import type { CompiledAccess, CompiledPolicy } from "./compile-policy";
import { matchesGlob } from "./glob";
import type { Plan, RefusePlan, ReservePlan } from "./plan";
import { refuseByDefault, refuseByRule, refuseFault, refuseInvalidPolicy, refuseWithoutPolicy } from "./refusals";

/** Longer than any name or address in use; what is longer can't be matched in bounded time, and is denied. */
const NAME_LENGTH_MAX = 8192;
const SHOWN_LENGTH_MAX = 200;
const NONE: readonly never[] = [];

/** What may be used is listed in one of these fields. */
type Field = "resources" | "prompts";

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

/** Whether a list shows what `plan` is about: what would be refused isn't shown. */
export function isAccessListed(plan: Plan): boolean {
  return plan.kind !== "refuse";
}

function planAccess(policy: CompiledPolicy | null, field: Field, name: string, otherReadings: readonly string[]): Plan {
  if (policy === null) return refuseWithoutPolicy();
  if (policy.kind === "unreadable") return refuseInvalidPolicy();
  const would = judgeReadings(policy[field], field, name, otherReadings);
  return policy.isShadow ? { kind: "shadow", would } : would;
}

function judgeReadings(
  access: CompiledAccess,
  field: Field,
  name: string,
  otherReadings: readonly string[],
): RefusePlan | ReservePlan {
  const plan = judgeAccess(access, field, name);
  if (plan.kind === "refuse") return plan;
  const isNamed = access.allow.some(({ glob }) => glob === name);
  for (const reading of otherReadings) {
    const other = judgeAccess(access, field, reading);
    const isDenied = other.kind === "refuse" && other.refusal.code !== "default_deny";
    if (other.kind === "refuse" && (isDenied || !isNamed)) return other;
  }
  return plan;
}

function judgeAccess(access: CompiledAccess, field: Field, name: string): RefusePlan | ReservePlan {
  const shown = `${field === "resources" ? "The resource" : "The prompt"} ${clip(name)}`;
  if (name.length > NAME_LENGTH_MAX) {
    const path = field === "resources" ? "uri" : "name";
    return refuseFault(shown, access.defaultPointer, { code: "argument_too_long", path, wanted: "", found: "" });
  }
  for (const { glob, pointer } of access.deny) if (matchesGlob(glob, name)) return refuseByRule(shown, pointer, null);
  for (const { glob, pointer } of access.allow) if (matchesGlob(glob, name)) return allow(shown, pointer);
  if (access.default === "allow") return allow(shown, access.defaultPointer);
  return refuseByDefault(shown, access.defaultPointer);
}

function allow(shown: string, rule: string): ReservePlan {
  return { kind: "reserve", rule, limits: NONE, tool: shown, sharedLimits: NONE };
}

function clip(name: string): string {
  return name.length > SHOWN_LENGTH_MAX ? `${name.slice(0, SHOWN_LENGTH_MAX)}…` : name;
}
