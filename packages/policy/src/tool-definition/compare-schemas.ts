import type { JsonPath } from "../json-pointer";
import { compareKeyword } from "./compare-keyword";
import { canonicalText } from "./definition-text";
import { type Fields, isFields, ownField } from "./fields";
import type { Findings, Severity } from "./finding";
import { revealHidden } from "./hidden-characters";

/** Below this, a schema differs or it doesn't. */
const DEPTH_MAX = 24;
const MAPS: ReadonlySet<string> = new Set([
  ...["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"],
]);
const LISTS: ReadonlySet<string> = new Set(["anyOf", "oneOf", "allOf", "prefixItems"]);
const INNER: ReadonlySet<string> = new Set([
  ...["items", "not", "if", "then", "else", "contains", "propertyNames"],
  ...["additionalProperties", "unevaluatedProperties", "unevaluatedItems"],
]);
/** Parameters through which an agent is made to hand over what it knows. */
const CONFIDANT =
  /^(?:side_?notes?|context|conversation|history|reason(?:ing)?|thoughts?|memory|metadata|system_?prompt|session|summary|notes?)$/i;

/** What is different between two JSON schemas, by keyword. Keywords nobody knows differ or don't. */
export function compareSchemas(before: unknown, after: unknown, path: JsonPath, findings: Findings): void {
  if (canonicalText(before ?? null) === canonicalText(after ?? null)) return;
  if (!isFields(before) || !isFields(after) || path.length > DEPTH_MAX) {
    findings.add("schema_changed", "medium", path, `${describe(path)} is described differently.`);
    return;
  }
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [ownField(before, keyword), ownField(after, keyword)];
    if (canonicalText(old ?? null) === canonicalText(now ?? null)) continue;
    const at = [...path, keyword];
    if (MAPS.has(keyword) && isMap(old) && isMap(now)) compareMaps(keyword, old ?? {}, now ?? {}, at, after, findings);
    else if (LISTS.has(keyword) && isList(old) && isList(now))
      compareLists(keyword, old ?? [], now ?? [], at, findings);
    else if (INNER.has(keyword) && isFields(old) && isFields(now)) compareSchemas(old, now, at, findings);
    else compareKeyword(keyword, old, now, at, describe(path), findings);
  }
}

/** A keyword that isn't there is one with nothing in it. */
function isMap(value: unknown): value is Fields | undefined {
  return value === undefined || isFields(value);
}

function isList(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value);
}

function compareMaps(
  keyword: string,
  before: Fields,
  after: Fields,
  path: JsonPath,
  owner: Fields,
  findings: Findings,
): void {
  const isParameters = keyword === "properties" || keyword === "patternProperties";
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const at = [...path, name];
    const isOld = Object.hasOwn(before, name);
    if (isOld && Object.hasOwn(after, name)) {
      compareSchemas(before[name], after[name], at, findings);
    } else if (!isParameters) {
      findings.add(
        "schema_changed",
        "low",
        at,
        `The definition \`${revealHidden(name)}\` is ${isOld ? "gone" : "new"}.`,
      );
    } else if (isOld) {
      findings.add("parameter_removed", "low", at, `The parameter \`${revealHidden(name)}\` is gone.`);
    } else {
      const isRequired = Array.isArray(owner.required) && owner.required.includes(name);
      const why = CONFIDANT.test(name) ? ", and its name asks for more than the tool should need" : "";
      const severity: Severity = CONFIDANT.test(name) ? "high" : "medium";
      const what = `The parameter \`${revealHidden(name)}\` is new${isRequired ? " and required" : ""}${why}.`;
      findings.add("parameter_added", severity, at, what);
    }
  }
}

function compareLists(
  keyword: string,
  before: readonly unknown[],
  after: readonly unknown[],
  path: JsonPath,
  findings: Findings,
): void {
  const known = new Set(before.map((item) => canonicalText(item ?? null)));
  const kept = new Set(after.map((item) => canonicalText(item ?? null)));
  const added = after.flatMap((item, n) => (known.has(canonicalText(item ?? null)) ? [] : [n]));
  const gone = before.flatMap((item, n) => (kept.has(canonicalText(item ?? null)) ? [] : [n]));
  const owner = describe(path.slice(0, -1));
  if (added.length === 0 && gone.length === 0) {
    findings.add("schema_changed", "low", path, `The alternatives of ${owner} stand in another order.`);
  }
  // As many new as gone: the same alternatives, changed. Else something was added or taken away.
  if (added.length === gone.length) {
    added.forEach((n, at) => {
      compareSchemas(before[gone[at] ?? n], after[n], [...path, n], findings);
    });
    return;
  }
  const isChoice = keyword === "anyOf" || keyword === "oneOf";
  for (const n of added) {
    findings.add(
      isChoice ? "type_widened" : "schema_changed",
      "medium",
      [...path, n],
      `${sentence(owner)} has a new alternative.`,
    );
  }
  for (const n of gone) findings.add("schema_changed", "low", [...path, n], `An alternative of ${owner} is gone.`);
}

/** The nearest parameter that a place in a schema belongs to, in words. */
export function describe(path: JsonPath): string {
  const at = path.findLastIndex(
    (segment, n) => segment === "properties" && n < path.length - 1 && path[n + 1] !== undefined,
  );
  if (at !== -1) return `\`${revealHidden(String(path[at + 1]))}\``;
  return path[0] === "outputSchema" ? "the result" : "the input";
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
