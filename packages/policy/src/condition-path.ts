import { nearestName } from "./nearest-name";
import { type RiskClass, riskClasses } from "./risk-class";

/** One step into the arguments: an object's field, a list's item by position, or any item. */
export type PathStep = string | number | typeof ANY;

export const ANY = Symbol("any element");

export type ConditionPath =
  | { readonly kind: "args"; readonly text: string; readonly steps: readonly PathStep[]; readonly hasAny: boolean }
  | { readonly kind: "fact"; readonly text: string; readonly fact: FactName }
  | { readonly kind: "annotation"; readonly text: string; readonly name: string };

/** What is known of a call besides its arguments, with the type it always has and one sentence for people. */
export const factTypes = {
  "tool.name": "string",
  "tool.class": "string",
  "grant.id": "string",
  "grant.label": "string",
  "team.slug": "string",
  "server.slug": "string",
  "client.name": "string",
  "time.hour": "number",
  "time.weekday": "string",
  "time.date": "string",
} as const satisfies Record<string, "string" | "number">;

export type FactName = keyof typeof factTypes;

export const factDescriptions: Readonly<Record<FactName, string>> = {
  "tool.name": "The tool called, as the server names it.",
  "tool.class": `The tool's effective risk class: ${riskClasses.join(", ")}. Worked out from its definition, unless a person gave it another.`,
  "grant.id": "The id of the grant that calls.",
  "grant.label": "The label of the grant that calls.",
  "team.slug": "The slug of the team whose proxy URL is called.",
  "server.slug": "The slug of the server called.",
  "client.name": "The client as it calls itself; unproved, so not a thing to allow by.",
  "time.hour": "The hour of the call, 0 to 23, in the policy's time zone.",
  "time.weekday": "The day of the call in the policy's time zone: monday … sunday.",
  "time.date": "The date of the call in the policy's time zone, like 2026-03-01.",
};

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** What `value` may be for facts that have few values; null for the others. */
export function valuesOfFact(fact: FactName): readonly string[] | readonly RiskClass[] | null {
  if (fact === "time.weekday") return weekdays;
  return fact === "tool.class" ? riskClasses : null;
}

const STEPS_MAX = 32;
const STEP =
  /(?:\.(?<name>[\p{L}\p{N}_$-]+)|\[(?<index>0|[1-9]\d{0,6})\]|\[(?<any>\*)\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\])/uy;

/**
 * Reads a path. Names of letters, digits, `_`, `$` and `-` stand after a dot; any other name in brackets as a JSON text:
 * `args["a.b"]`. Returns a sentence's end ("must …") for what isn't a path.
 */
export function parseConditionPath(text: string): ConditionPath | string {
  const annotation = "tool.annotations";
  if (text === "args" || text.startsWith("args.") || text.startsWith("args[")) return parseArgs(text);
  if (text.startsWith(`${annotation}.`) || text.startsWith(`${annotation}[`)) {
    const steps = parseSteps(text, annotation.length);
    const name = steps?.[0];
    if (steps?.length === 1 && typeof name === "string") return { kind: "annotation", text, name };
    return "must name one annotation, like tool.annotations.readOnlyHint";
  }
  if (isFactName(text)) return { kind: "fact", text, fact: text };
  const nearest = nearestName(text, [...Object.keys(factTypes), "args"]);
  const advice = nearest === null ? "" : `; did you mean \`${nearest}\`?`;
  return `must begin with \`args.\` or be a fact like \`grant.label\` or \`time.hour\`${advice}`;
}

function parseArgs(text: string): ConditionPath | string {
  const steps = parseSteps(text, "args".length);
  if (steps === null || steps.length === 0) {
    return 'must be like `args.a.b`, `args.list[0]`, `args.list[*].x` or `args["a.b"]`';
  }
  if (steps.length > STEPS_MAX) return `must have at most ${STEPS_MAX} steps`;
  return { kind: "args", text, steps, hasAny: steps.includes(ANY) };
}

function parseSteps(text: string, from: number): PathStep[] | null {
  const steps: PathStep[] = [];
  STEP.lastIndex = from;
  for (let at = from; at < text.length; at = STEP.lastIndex) {
    const groups = STEP.exec(text)?.groups;
    if (groups === undefined) return null;
    const step = stepOf(groups);
    if (step === null) return null;
    steps.push(step);
  }
  return steps;
}

function stepOf({ name, index, any, quoted }: Record<string, string | undefined>): PathStep | null {
  if (name !== undefined) return name;
  if (index !== undefined) return Number(index);
  if (any !== undefined) return ANY;
  return quoted === undefined ? null : unquote(quoted);
}

function unquote(quoted: string): string | null {
  try {
    const name: unknown = JSON.parse(quoted);
    return typeof name === "string" ? name : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isFactName(text: string): text is FactName {
  return Object.hasOwn(factTypes, text);
}
