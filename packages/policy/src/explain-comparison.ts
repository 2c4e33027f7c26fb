import type { CompiledComparison } from "./compile-condition";
import { ANY, type PathStep } from "./condition-path";
import type { Judging } from "./judging";
import type { ExplainedCondition } from "./trace";
import { typeNameOf } from "./value-test";

const FOUND_MAX = 3;
const TEXT_MAX = 200;

/** What a comparison looked at, for people: the values that are there, cut short. */
export function explainComparison(
  { pointer, path, written }: CompiledComparison,
  judging: Judging,
  isHeld: boolean,
): ExplainedCondition {
  const found =
    path.kind === "args"
      ? valuesAt(judging.call.args, path.steps)
      : [path.kind === "fact" ? judging.fact(path.fact) : stepInto(judging.call.annotations, path.name)];
  return {
    pointer,
    path: path.text,
    op: written.op,
    wanted: written.value === undefined ? null : show(written.value),
    found: found
      .filter((value) => value !== undefined && value !== null)
      .slice(0, FOUND_MAX)
      .map((value) => ({ type: typeNameOf(value), value: show(value) })),
    holds: judging.fault === null ? isHeld : null,
  };
}

/** The first few values at a path; branches that don't go on have none. */
function valuesAt(root: unknown, steps: readonly PathStep[]): readonly unknown[] {
  let values: readonly unknown[] = [root];
  for (const step of steps) {
    values =
      step === ANY
        ? values.flatMap((value) => (Array.isArray(value) ? value.slice(0, FOUND_MAX) : []))
        : values.map((value) => stepInto(value, step));
    values = values.slice(0, FOUND_MAX);
  }
  return values;
}

function stepInto(value: unknown, step: PathStep): unknown {
  if (typeof value !== "object" || value === null || typeof step === "symbol") return undefined;
  const isIndexOfList = Array.isArray(value) === (typeof step === "number");
  return isIndexOfList && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
}

function show(value: unknown): string {
  const text = stringify(value);
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
}

/** A value nested deeper than the stack is only hinted at. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return "…";
    throw error;
  }
}
