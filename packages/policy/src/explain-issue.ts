import type { z } from "zod";
import type { JsonPath } from "./json-pointer";
import { nearestName } from "./nearest-name";
import type { Finding } from "./policy-problem";
import { limitSchema, policyDocumentSchema, ruleSchema } from "./policy-schema";

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
  const field = nameOf(path);
  if (value === undefined) {
    const message = `${field} is missing; it ${issue.message}.`;
    return [{ path: path.slice(0, -1), at: "value", code: "missing_field", message }];
  }
  if (field === "`scope`" && UNSUPPORTED_SCOPES.has(String(value))) {
    const message = `\`scope\` ${show(value)} is not supported yet; use "grant".`;
    return [{ path, at: "value", code: "unsupported_value", message }];
  }
  const code =
    issue.code === "custom" || (issue.code === "too_big" && issue.origin === "array") ? "too_many" : "invalid_value";
  const count = code === "too_many" ? "" : `, not ${show(value)}`;
  return [{ path, at: "value", code, message: `${field} ${issue.message}${count}${suggestion(issue, value)}` }];
}

function explainUnknownField(key: string, path: JsonPath): Finding {
  const owner = ownerOf(path);
  const finding = { path: [...path, key], at: "key" } as const;
  if (owner.later.includes(key)) {
    return { ...finding, code: "unsupported_field", message: `\`${clip(key)}\` is not supported yet; remove it.` };
  }
  const nearest = nearestName(key, owner.fields);
  const advice = nearest
    ? `did you mean \`${nearest}\`?`
    : `its fields are ${owner.fields.map((field) => `\`${field}\``).join(", ")}.`;
  return { ...finding, code: "unknown_field", message: `\`${clip(key)}\` is not a field of ${owner.name}; ${advice}` };
}

/** Part of the language, but not of what this version enforces. Accepting one would promise what isn't done. */
const UNSUPPORTED_SCOPES = new Set(["session", "team", "server", "organization"]);
const LATER = {
  document: ["mode", "classes", "all_tools", "resources", "prompts", "tests", "timezone"],
  rule: ["require", "deny_if", "approve_if", "approval", "arguments"],
  limit: ["per", "on_store_error"],
};

interface Owner {
  readonly name: string;
  readonly fields: readonly string[];
  readonly later: readonly string[];
}

function ownerOf(path: JsonPath): Owner {
  if (path.length === 0) {
    return { name: "a policy", fields: Object.keys(policyDocumentSchema.shape), later: LATER.document };
  }
  if (path.length === 2) return { name: "a rule", fields: Object.keys(ruleSchema.shape), later: LATER.rule };
  if (path.at(-1) === "rate_limit") return { name: "`rate_limit`", fields: ["max", "window"], later: [] };
  return { name: "a limit", fields: Object.keys(limitSchema.shape), later: LATER.limit };
}

function nameOf(path: JsonPath): string {
  const last = path.at(-1);
  if (last === undefined) return "A policy";
  if (path.length === 2 && path[0] === "tools") return "What stands under a tool";
  if (typeof last === "number") return path[0] === "hide" ? "An entry of `hide`" : "An entry of `limits`";
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
