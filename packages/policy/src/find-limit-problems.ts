import { parseConditionPath } from "./condition-path";
import type { JsonPath } from "./json-pointer";
import type { Finding, ProblemCode } from "./policy-problem";
import type { NamedRule } from "./policy-schema";

/** What is wrong with a rule's limits, each by itself, beyond their shape. */
export function findLimitProblems({ path, rule }: NamedRule): Finding[] {
  return (rule.limits ?? []).flatMap((limit, index): Finding[] => {
    const at = [...path, "limits", index];
    const findings: Finding[] = [];
    if (limit.window === "month" && limit.algorithm === "sliding") {
      const message =
        'A month has no fixed length to slide; use `"algorithm": "fixed"`, or a `window` of 2592000 for 30 days.';
      findings.push(found([...at, "algorithm"], "contradiction", message));
    }
    if (limit.per !== undefined) findings.push(...findInPath(limit.per, "per", [...at, "per"]));
    if (typeof limit.cost === "object") findings.push(...findInPath(limit.cost.path, "path", [...at, "cost", "path"]));
    if (typeof limit.cost === "number" && limit.max > 0 && limit.cost > limit.max) {
      const message = `Each call counts ${limit.cost}, and only ${limit.max} fit, so no call gets through; raise \`max\` or deny the tool.`;
      findings.push(found([...at, "cost"], "contradiction", message));
    }
    return findings;
  });
}

/** One call has one value there: an argument, and no `[*]`. */
function findInPath(text: string, field: string, at: JsonPath): Finding[] {
  const path = parseConditionPath(text);
  if (typeof path === "string") return [found(at, "invalid_path", `\`${field}\` ${path}.`)];
  if (path.kind !== "args") return [found(at, "invalid_path", `\`${field}\` must be the path of an argument.`)];
  if (path.hasAny) return [found(at, "invalid_path", `\`${field}\` must be the path of one argument, without [*].`)];
  return [];
}

function found(path: JsonPath, code: ProblemCode, message: string): Finding {
  return { path, at: "value", code, message };
}
