import { syntaxTree } from "@codemirror/language";
import { type Diagnostic, linter } from "@codemirror/lint";
import type { EditorState, Extension } from "@codemirror/state";
import { type PolicyProblem, parsePolicy } from "@policylayer/policy";

const DELAY_MS = 250;

/** Marks what keeps the document from being saved, judged by the same code that judges the save. */
export function policyLinter(): Extension {
  return linter(
    ({ state }) => {
      const parsed = parsePolicy(state.doc.toString());
      return parsed.ok ? [] : parsed.problems.map((problem) => toDiagnostic(state, problem));
    },
    { delay: DELAY_MS },
  );
}

function toDiagnostic(state: EditorState, problem: PolicyProblem): Diagnostic {
  const from = offsetOf(state, problem);
  const node = syntaxTree(state).resolveInner(from, 1);
  const isToken =
    node.from === from && node.to > from && state.doc.lineAt(node.from).number === state.doc.lineAt(node.to).number;
  return {
    from,
    to: isToken ? node.to : Math.min(from + 1, state.doc.length),
    severity: "error",
    message: problem.message,
  };
}

/** Where a line and column (both 1-based) stand; at the nearest place when the text has become shorter. */
export function offsetOf(
  state: EditorState,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  const found = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  return Math.min(found.from + Math.max(0, column - 1), found.to);
}
