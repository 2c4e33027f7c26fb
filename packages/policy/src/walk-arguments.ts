import { ANY, type ConditionPath } from "./condition-path";
import type { Judging } from "./judging";
import { typeNameOf, wordOf } from "./value-test";

type ArgumentPath = Extract<ConditionPath, { kind: "args" }>;

/** What is asked of the value at the end of a path; undefined when there is none. */
export type AtValue<Context> = (value: unknown, judging: Judging, context: Context) => boolean;

/**
 * Walks a path into the arguments and asks `at` of the value at its end. With `[*]`, of each item: true when one of them
 * is. An empty list has no value there, like a list that is missing. A path that would have to go through a value of
 * another kind (`args.items[0]` where `items` is text) leaves a fault: an upstream may read more into it than we do.
 */
export function walkArguments<Context>(
  path: ArgumentPath,
  judging: Judging,
  at: AtValue<Context>,
  context: Context,
): boolean {
  return walk(judging.args, 0, path, judging, at, context);
}

function walk<Context>(
  start: unknown,
  from: number,
  path: ArgumentPath,
  judging: Judging,
  at: AtValue<Context>,
  context: Context,
): boolean {
  let value = start;
  for (let i = from; i < path.steps.length; i += 1) {
    if (value === undefined || value === null) return at(undefined, judging, context);
    const step = path.steps[i];
    if (typeof step === "string") {
      if (typeof value !== "object" || Array.isArray(value)) return misled(value, "object", path, judging);
      if (hasOtherSpelling(value, step)) judging.fail("ambiguous_argument", path.text);
      value = Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
      continue;
    }
    if (!Array.isArray(value)) return misled(value, "array", path, judging);
    if (step === ANY) return walkItems(value, i + 1, path, judging, at, context);
    value = typeof step === "number" ? value[step] : undefined;
  }
  return at(value, judging, context);
}

function walkItems<Context>(
  items: readonly unknown[],
  from: number,
  path: ArgumentPath,
  judging: Judging,
  at: AtValue<Context>,
  context: Context,
): boolean {
  if (items.length === 0) return at(undefined, judging, context);
  if (!judging.spendItems(items.length, path.text)) return false;
  let isAny = false;
  for (const item of items) if (walk(item, from, path, judging, at, context)) isAny = true;
  return isAny;
}

function misled(value: unknown, wanted: string, path: ArgumentPath, judging: Judging): false {
  if (judging.isInexact(value)) judging.fail("unsafe_number", path.text);
  else judging.fail("argument_type", path.text, wordOf(wanted), wordOf(typeNameOf(value)));
  return false;
}

/**
 * Whether a field stands there under a name that differs in case only. Some servers match names without regard to case, so
 * `Amount` beside or instead of `amount` would be an argument that the rule doesn't see. `for in` allocates no list of
 * names; arguments come from `JSON.parse`, so they have no inherited ones.
 */
function hasOtherSpelling(object: object, name: string): boolean {
  for (const key in object) {
    if (key.length === name.length && key !== name && fold(key) === fold(name)) return true;
  }
  return false;
}

/** Upper and then lower: K (Kelvin) and ſ (long s) fold to k and s, as they do in servers that ignore case. */
function fold(text: string): string {
  return text.toUpperCase().toLowerCase();
}
