import type { InputProblem } from "../errors";

/** No tool has a risk class yet, so what is written about one would never match. */
const DETAIL = "tools have no risk class yet, so this would never match: name the tools, or use a glob";

/**
 * Everything in a policy that depends on a tool's risk class: `classes`, and conditions on `tool.class`. A rule that quietly
 * misses is the worst failure of a policy, so a document with one isn't saved until tools have classes. The language itself
 * knows them, and its own tests may say `as.class`.
 */
export function findClassRules(document: object): InputProblem[] {
  const found: InputProblem[] = [];
  if ("classes" in document) found.push({ pointer: "/classes", detail: DETAIL });
  visit(document, "", found);
  return found;
}

function visit(value: unknown, pointer: string, found: InputProblem[]): void {
  if (typeof value !== "object" || value === null) return;
  if ("op" in value && "path" in value && value.path === "tool.class") {
    found.push({ pointer: `${pointer}/path`, detail: DETAIL });
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    // What stands in `tests` are calls and expectations, no rules.
    if (pointer === "" && key === "tests") continue;
    visit(inner, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, found);
  }
}
