import type { z } from "zod";
import type { JsonPath } from "./json-pointer";
import { nearestName } from "./nearest-name";
import type { Finding } from "./policy-problem";
import { ownerOf } from "./schema-owner";

type Issue = z.core.$ZodIssue;

/**
 * Turns what the schema found into sentences. `document` is the whole value that was checked, `at` the path of the part
 * that the issue's own path starts from.
 */
export function explainIssue(issue: Issue, at: JsonPath, document: unknown): Finding[] {
  const path: JsonPath = [
    ...at,
    ...issue.path.map((segment) => (typeof segment === "number" ? segment : String(segment))),
  ];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => explainUnknownField(key, path));
  const value = valueAt(document, path);
  const meant = issue.code === "invalid_union" ? branchFor(value, issue.errors) : undefined;
  if (meant !== undefined) return meant.flatMap((inner) => explainIssue(inner, path, document));
  const field = nameOf(path);
  if (value === undefined) {
    const message = `${field} is missing; it ${issue.message}.`;
    return [{ path: path.slice(0, -1), at: "value", code: "missing_field", message }];
  }
  const code =
    issue.code === "custom" || (issue.code === "too_big" && issue.origin === "array") ? "too_many" : "invalid_value";
  const count = code === "too_many" ? "" : `, not ${show(value)}`;
  return [{ path, at: "value", code, message: `${field} ${issue.message}${count}${suggestion(issue, value)}` }];
}

function explainUnknownField(key: string, path: JsonPath): Finding {
  const owner = ownerOf(path);
  const finding = { path: [...path, key], at: "key" } as const;
  const nearest = nearestName(key, owner.fields);
  const advice = nearest
    ? `did you mean \`${nearest}\`?`
    : `its fields are ${owner.fields.map((field) => `\`${field}\``).join(", ")}.`;
  return { ...finding, code: "unknown_field", message: `\`${clip(key)}\` is not a field of ${owner.name}; ${advice}` };
}

/**
 * Of a choice between objects, the problems of the one that was meant: a condition is of the kind whose field it has, and an
 * object where text or a number could stand is the object. undefined where the choice itself is what was missed.
 */
function branchFor(value: unknown, branches: readonly Issue[][]): readonly Issue[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const kinds = ["any", "all", "not"];
  if (branches.length === kinds.length + 1) {
    const kind = kinds.findIndex((name) => Object.hasOwn(value, name));
    return branches[kind + 1];
  }
  return branches.find((issues) => issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"));
}

function nameOf(path: JsonPath): string {
  const last = path.at(-1);
  if (last === undefined) return "A policy";
  if (path.length === 2 && path[0] === "tools") return "What stands under a tool";
  if (path.length === 2 && path[0] === "classes") return "What stands under a class";
  if (typeof last === "number") return `An entry of \`${path.findLast((segment) => typeof segment === "string")}\``;
  return `\`${last}\``;
}

function suggestion(issue: Issue, value: unknown): string {
  const nearest = typeof value === "string" ? nearestName(value, choicesOf(issue)) : null;
  return nearest === null ? "." : `; did you mean "${nearest}"?`;
}

function choicesOf(issue: Issue): readonly string[] {
  if (issue.code === "invalid_union") return issue.errors.flat().flatMap(choicesOf);
  return issue.code === "invalid_value" ? issue.values.filter((choice) => typeof choice === "string") : [];
}

function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? `"${clip(value)}"` : String(value);
}

/** An author's own text, short enough for a sentence. */
function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Own properties only, so that no name finds anything on the prototype. */
function valueAt(document: unknown, path: JsonPath): unknown {
  let value = document;
  for (const segment of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
}
