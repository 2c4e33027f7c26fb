import { checkDocument } from "./check-document";
import { toPointer } from "./json-pointer";
import { offsetOf } from "./json-tree";
import type { PolicyDocument } from "./policy-document";
import type { PolicyProblem } from "./policy-problem";
import { readJson, sizeProblem } from "./read-json";

export type ParsedPolicy =
  | {
      readonly ok: true;
      readonly document: PolicyDocument;
      /** The canonical document as JSON, two spaces deep, fields in the author's order. Parsing it again changes nothing. */
      readonly text: string;
    }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** More than anyone reads at once; finding the place of each costs time. */
const PROBLEMS_MAX = 100;

/**
 * Reads a document as written and returns it in canonical form, or everything that keeps it from being saved (a hundred
 * problems at most, in the order of the text). A text that isn't JSON is checked no further than that.
 */
export function parsePolicy(text: string): ParsedPolicy {
  const json = readJson(text);
  if (!json.ok) return { ok: false, problems: json.problems.slice(0, PROBLEMS_MAX) };
  const { findings, document } = checkDocument(json.value);
  const placed = findings.slice(0, PROBLEMS_MAX).map(({ path, at, code, message }): PolicyProblem => {
    return { pointer: toPointer(path), ...json.positionOf(offsetOf(json.root, path, at)), message, code };
  });
  const problems = [...json.problems, ...placed];
  if (problems.length > 0 || document === null) {
    return { ok: false, problems: distinct(problems).toSorted(inTextOrder).slice(0, PROBLEMS_MAX) };
  }
  const canonical = JSON.stringify(document, null, 2);
  // Indentation and the shorthand spelled out make a text longer, and what is saved must be readable again.
  const tooLarge = sizeProblem(canonical);
  return tooLarge === null ? { ok: true, document, text: canonical } : { ok: false, problems: [tooLarge] };
}

/**
 * The same for a document that arrives as a value, e.g. in a JSON body. Lines and columns are those of
 * `JSON.stringify(value, null, 2)`. Whoever parsed the body must have refused duplicate names: a value can't show them.
 */
export function parsePolicyValue(value: unknown): ParsedPolicy {
  const text = stringify(value);
  if (text !== undefined) return parsePolicy(text);
  const message = 'A policy must be a JSON object like {"version": "1", "default": "deny"}.';
  return { ok: false, problems: [{ pointer: "", line: 1, column: 1, message, code: "invalid_value" }] };
}

/** undefined for what JSON can't hold: undefined itself, functions, cycles, big integers, nesting beyond the stack. */
function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, null, 2);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function distinct(problems: readonly PolicyProblem[]): PolicyProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.pointer} ${problem.message}`, problem])).values()];
}

function inTextOrder(a: PolicyProblem, b: PolicyProblem): number {
  return a.line - b.line || a.column - b.column;
}
