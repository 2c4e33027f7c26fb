import { checkDocument } from "./check-document";
import { toPointer } from "./json-pointer";
import { offsetOf } from "./json-tree";
import type { PolicyDocument } from "./policy-document";
import type { Finding, PolicyProblem } from "./policy-problem";
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

const NO_FINDINGS = (): readonly Finding[] => [];

/**
 * Reads a document as written and returns it in canonical form, or everything that keeps it from being saved (a hundred
 * problems at most, in the order of the text). A text that isn't JSON is checked no further than that. `examine` looks at
 * a document that is right in itself.
 */
export function readPolicy(
  text: string,
  examine: (document: PolicyDocument) => readonly Finding[] = NO_FINDINGS,
): ParsedPolicy {
  const json = readJson(text);
  if (!json.ok) return { ok: false, problems: json.problems.slice(0, PROBLEMS_MAX) };
  const { findings, document } = checkDocument(json.value);
  const all = document === null || json.problems.length > 0 ? findings : examine(document);
  const placed = all.slice(0, PROBLEMS_MAX).map(({ path, at, code, message }): PolicyProblem => {
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

function distinct(problems: readonly PolicyProblem[]): PolicyProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.pointer} ${problem.message}`, problem])).values()];
}

function inTextOrder(a: PolicyProblem, b: PolicyProblem): number {
  return a.line - b.line || a.column - b.column;
}
