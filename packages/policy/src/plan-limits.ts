import type { CompiledLimit } from "./compile-limit";
import type { Judging } from "./judging";
import type { LimitCheck, LimitScope } from "./limit-check";
import type { RefusePlan } from "./plan";
import { refuseCost, refuseFault, refuseInvalidPolicy, refuseWithoutSession } from "./refusals";
import type { CallFacts } from "./tool-call";
import { isExact, typeNameOf, wordOf } from "./value-test";
import { type AtValue, walkArguments } from "./walk-arguments";

/** A counter's key holds the value of `per`; what would make it long isn't an id. */
const PER_LENGTH_MAX = 1024;

export type PlannedLimit = LimitCheck | RefusePlan | null;

/** One limit of one call; null when it counts nothing (an amount of 0). */
export function planLimit(limit: CompiledLimit, judging: Judging, isShadow: boolean): PlannedLimit {
  const { tool, facts } = judging.call;
  if (limit.isInvalid) return refuseInvalidPolicy();
  const scopeId = scopeIdOf(limit.scope, facts);
  if (scopeId === null) return refuseWithoutSession(tool, limit.pointer);
  const per = limit.per === null ? null : jsonAt(limit.per, judging);
  const cost = typeof limit.cost === "number" ? limit.cost : wholeNumberAt(limit.cost.path, judging);
  if (judging.fault !== null) return refuseFault(tool, limit.pointer, judging.fault);
  if (typeof limit.cost !== "number" && cost > limit.cost.max) {
    return refuseCost(tool, limit.pointer, limit.cost.path.text, limit.cost.max);
  }
  if (cost === 0) return null;
  return {
    pointer: limit.pointer,
    counter: limit.counter,
    scope: limit.scope,
    scopeId,
    per,
    window: limit.window,
    algorithm: limit.algorithm,
    max: limit.max,
    cost,
    onStoreError: limit.onStoreError,
    isShadow,
    perPath: limit.per?.text ?? null,
    costPath: typeof limit.cost === "number" ? null : limit.cost.path.text,
  };
}

function scopeIdOf(scope: LimitScope, facts: CallFacts): string | null {
  switch (scope) {
    case "grant":
      return facts.grant.id;
    case "session":
      return facts.sessionId;
    case "team":
      return facts.team.id;
    case "server":
      return facts.server.id;
    case "organization":
      return facts.organizationId;
    default:
      return unknownScope(scope);
  }
}

/** Refused like a missing session: never counted under a wrong id. */
function unknownScope(_scope: never): null {
  return null;
}

interface Found {
  readonly path: string;
  value: unknown;
}

const keep: AtValue<Found> = (value, judging, found) => {
  found.value = value;
  return typeof value === "number" ? isExact(value, judging, found.path) : true;
};

/** The value of one argument; walked again when its number showed that inexact ones have to be marked. */
function valueAt(path: NonNullable<CompiledLimit["per"]>, judging: Judging): unknown {
  const found: Found = { path: path.text, value: undefined };
  const args = judging.args;
  walkArguments(path, judging, keep, found);
  if (judging.args !== args) walkArguments(path, judging, keep, found);
  if (judging.isInexact(found.value)) judging.fail("unsafe_number", path.text);
  return found.value;
}

/** JSON tells `"1"` from `1`, and has one spelling for each text and number. */
function jsonAt(path: NonNullable<CompiledLimit["per"]>, judging: Judging): string {
  const value = valueAt(path, judging);
  if (typeof value === "string" && value.length > PER_LENGTH_MAX) judging.fail("argument_too_long", path.text);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return JSON.stringify(value);
  judging.fail("argument_type", path.text, "text, a number, true or false", wordOf(typeNameOf(value)));
  return "";
}

function wholeNumberAt(path: NonNullable<CompiledLimit["per"]>, judging: Judging): number {
  const value = valueAt(path, judging);
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  judging.fail("argument_type", path.text, "a whole number, 0 or more", amountWord(value));
  return 0;
}

function amountWord(value: unknown): string {
  return typeof value === "number" ? "another number" : wordOf(typeNameOf(value));
}
