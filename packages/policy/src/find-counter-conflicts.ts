import { shorthandLimit } from "./canonical-rule";
import { canonicalWindow, defaultAlgorithm } from "./canonical-window";
import type { JsonPath } from "./json-pointer";
import type { Limit } from "./policy-document";
import type { Finding } from "./policy-problem";
import type { NamedRule, WrittenLimit } from "./policy-schema";

interface Use {
  readonly tool: string;
  readonly path: JsonPath;
  readonly limit: Limit | WrittenLimit;
  readonly isShorthand: boolean;
}

/**
 * One counter, one budget: the same name and window on several tools share it, so they must agree on how much it is and
 * how it counts; and one call must not be charged to it twice. Reported at the later of two.
 */
export function findCounterConflicts(rules: readonly NamedRule[]): Finding[] {
  const firstUses = new Map<string, Use>();
  return rules.flatMap((rule) => {
    const ownNames = new Set((rule.rule.limits ?? []).map((limit) => limit.counter));
    return usesOf(rule).flatMap((use) => {
      if (use.isShorthand && ownNames.has(use.limit.counter)) {
        return conflict(
          use,
          `\`rate_limit\` counts in "${use.limit.counter}", which \`limits\` names too; keep one of the two.`,
        );
      }
      const key = `${use.limit.counter} ${canonicalWindow(use.limit.window)}`;
      const first = firstUses.get(key);
      if (first === undefined) {
        firstUses.set(key, use);
        return [];
      }
      const message = disagreement(first, use);
      return message === null ? [] : conflict(use, message);
    });
  });
}

function usesOf({ name, rule }: NamedRule): Use[] {
  const path = ["tools", name];
  const written = (rule.limits ?? []).map((limit, index): Use => {
    return { tool: name, path: [...path, "limits", index], limit, isShorthand: false };
  });
  const shorthand = shorthandLimit(name, rule).map((limit): Use => {
    return { tool: name, path: [...path, "rate_limit"], limit, isShorthand: true };
  });
  return [...written, ...shorthand];
}

function disagreement(first: Use, second: Use): string | null {
  const counter = `"${second.limit.counter}"`;
  if (first.limit.max !== second.limit.max) {
    const both = `${first.limit.max} under "${first.tool}" and ${second.limit.max} here`;
    return `The counter ${counter} has two values of \`max\`, ${both}; make them equal or rename one counter.`;
  }
  if (algorithmOf(first) !== algorithmOf(second)) {
    const both = `${algorithmOf(first)} under "${first.tool}" and ${algorithmOf(second)} here`;
    return `The counter ${counter} counts in two ways, ${both}; make them equal or rename one counter.`;
  }
  if (first.tool !== second.tool) return null;
  return `The counter ${counter} stands twice in this rule, so each call would count twice; remove one.`;
}

function algorithmOf({ limit }: Use): "sliding" | "fixed" {
  return limit.algorithm ?? defaultAlgorithm(canonicalWindow(limit.window));
}

function conflict({ path }: Use, message: string): Finding[] {
  return [{ path, at: "value", code: "counter_conflict", message }];
}
