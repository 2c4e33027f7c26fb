import type { JsonPath } from "../json-pointer";
import { canonicalText } from "./definition-text";
import type { Findings } from "./finding";
import { revealHidden } from "./hidden-characters";

const PROSE: ReadonlySet<string> = new Set(["title", "description", "$comment", "examples"]);
/** A greater value accepts more. */
const UPPER: ReadonlySet<string> = new Set([
  ...["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"],
]);
const LOWER: ReadonlySet<string> = new Set([
  ...["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"],
]);
/** Any of these refuses something: gone, more is accepted. */
const NARROWING: ReadonlySet<string> = new Set(["pattern", "format", "multipleOf", "uniqueItems", "const", "not"]);

/** One keyword of a schema that holds no schemas of its own. `what` names what the schema describes. */
export function compareKeyword(
  keyword: string,
  before: unknown,
  after: unknown,
  path: JsonPath,
  what: string,
  findings: Findings,
): void {
  if (PROSE.has(keyword)) {
    findings.add("text_changed", "low", path, `The ${keyword} of ${what} is different.`);
  } else if (keyword === "type") {
    compareSets(before, after, path, findings, {
      wider: "type_widened",
      narrower: "type_narrowed",
      what,
      noun: "type",
    });
  } else if (keyword === "enum") {
    compareSets(before, after, path, findings, {
      wider: "enum_widened",
      narrower: "enum_narrowed",
      what,
      noun: "value",
    });
  } else if (keyword === "required") {
    compareRequired(namesOf(before), namesOf(after), path, findings);
  } else if (keyword === "default") {
    findings.add("default_changed", "medium", path, `What ${what} is when it is left out is different.`);
  } else if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") {
    if (before === false) {
      findings.add(
        "unknown_parameters_accepted",
        "medium",
        path,
        `${sentence(what)} takes fields now that nothing describes.`,
      );
    } else
      findings.add("schema_changed", "low", path, `Whether ${what} takes fields that nothing describes is different.`);
  } else if (UPPER.has(keyword) || LOWER.has(keyword) || NARROWING.has(keyword)) {
    compareBounds(keyword, before, after, path, what, findings);
  } else {
    findings.add("schema_changed", "low", path, `\`${keyword}\` of ${what} is different.`);
  }
}

interface SetWords {
  readonly wider: "type_widened" | "enum_widened";
  readonly narrower: "type_narrowed" | "enum_narrowed";
  readonly what: string;
  readonly noun: string;
}

/** A keyword that lists what is accepted; without it everything is. */
function compareSets(before: unknown, after: unknown, path: JsonPath, findings: Findings, words: SetWords): void {
  const { wider, narrower, what, noun } = words;
  if (after === undefined) {
    findings.add(wider, "medium", path, `${sentence(what)} takes every ${noun} now.`);
    return;
  }
  const old = new Set(asList(before).map(textOf));
  const now = asList(after).map(textOf);
  const added = before === undefined ? [] : now.filter((item) => !old.has(item));
  const isNarrower = before === undefined || [...old].some((item) => !now.includes(item));
  if (added.length > 0) {
    findings.add(
      wider,
      "medium",
      path,
      `${sentence(what)} takes ${revealHidden(added.slice(0, 5).join(", ").slice(0, 120))} now.`,
    );
  }
  if (isNarrower) findings.add(narrower, "low", path, `${sentence(what)} takes fewer ${noun}s now.`);
  if (added.length === 0 && !isNarrower) {
    findings.add("schema_changed", "low", path, `The ${noun}s of ${what} stand in another order.`);
  }
}

function compareRequired(
  before: readonly string[],
  after: readonly string[],
  path: JsonPath,
  findings: Findings,
): void {
  const added = after.filter((name) => !before.includes(name));
  const gone = before.filter((name) => !after.includes(name));
  for (const name of added)
    findings.add("required_added", "medium", path, `\`${revealHidden(name)}\` is required now.`);
  for (const name of gone)
    findings.add("required_removed", "low", path, `\`${revealHidden(name)}\` isn't required any more.`);
  if (added.length + gone.length === 0) {
    findings.add("schema_changed", "low", path, "The required parameters stand in another order.");
  }
}

function compareBounds(
  keyword: string,
  before: unknown,
  after: unknown,
  path: JsonPath,
  what: string,
  findings: Findings,
): void {
  const isNumbers = typeof before === "number" && typeof after === "number";
  const isLooser =
    after === undefined || (isNumbers && (UPPER.has(keyword) ? after > before : LOWER.has(keyword) && after < before));
  const isUnclear =
    before !== undefined && after !== undefined && !(isNumbers && (UPPER.has(keyword) || LOWER.has(keyword)));
  if (isUnclear) findings.add("schema_changed", "medium", path, `\`${keyword}\` of ${what} is different.`);
  else if (isLooser)
    findings.add("bound_loosened", "medium", path, `\`${keyword}\` of ${what} accepts more than before.`);
  else findings.add("bound_tightened", "low", path, `\`${keyword}\` of ${what} accepts less than before.`);
}

function namesOf(value: unknown): string[] {
  return asList(value).map((item) => (typeof item === "string" ? item : textOf(item)));
}

function textOf(item: unknown): string {
  return canonicalText(item ?? null);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
