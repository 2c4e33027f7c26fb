import { shorthandLimit } from "./canonical-rule";
import { canonicalWindow, defaultAlgorithm } from "./canonical-window";
import { budgetOf } from "./compile-limit";
import type { JsonPath } from "./json-pointer";
import type { Limit } from "./policy-document";
import type { Finding } from "./policy-problem";
import type { NamedRule } from "./policy-schema";

interface Use {
  readonly owner: NamedRule;
  readonly path: JsonPath;
  readonly limit: Limit;
  readonly isShorthand: boolean;
}

/**
 * One counter, one budget: the same name, scope and window on several tools share it, so they must agree on how much it is
 * and how it counts; and one call must not be charged to it twice, neither by its own rule nor by that and `all_tools`.
 * Reported at the later of two.
 */
export function findCounterConflicts(rules: readonly NamedRule[]): Finding[] {
  const firstUses = new Map<string, Use>();
  // Where each call is charged already: by `all_tools` for every rule, by itself for each.
  const charged = new Map<string, Use>();
  const allFirst = rules.toSorted((a, b) => Number(b.kind === "all") - Number(a.kind === "all"));
  return allFirst.flatMap((rule) => {
    const ownNames = new Set((rule.rule.limits ?? []).map((limit) => limit.counter));
    return usesOf(rule).flatMap((use) => {
      if (use.isShorthand && ownNames.has(use.limit.counter)) {
        return conflict(
          use,
          `\`rate_limit\` counts in "${use.limit.counter}", which \`limits\` names too; keep one of the two.`,
        );
      }
      const budget = budgetOf(use.limit);
      const first = firstUses.get(budget);
      if (first === undefined) firstUses.set(budget, use);
      const message = (first === undefined ? null : disagreement(first, use)) ?? doubleCharge(charged, use);
      return message === null ? [] : conflict(use, message);
    });
  });
}

function usesOf(owner: NamedRule): Use[] {
  const written = (owner.rule.limits ?? []).map((limit, index): Use => {
    return { owner, path: [...owner.path, "limits", index], limit, isShorthand: false };
  });
  const shorthand = shorthandLimit(owner).map((limit): Use => {
    return { owner, path: [...owner.path, "rate_limit"], limit, isShorthand: true };
  });
  return [...written, ...shorthand];
}

function disagreement(first: Use, second: Use): string | null {
  const counter = `"${second.limit.counter}"`;
  if (first.limit.max !== second.limit.max) {
    const both = `${first.limit.max} under "${first.owner.name}" and ${second.limit.max} here`;
    return `The counter ${counter} has two values of \`max\`, ${both}; make them equal or rename one counter.`;
  }
  if (algorithmOf(first) === algorithmOf(second)) return null;
  const both = `${algorithmOf(first)} under "${first.owner.name}" and ${algorithmOf(second)} here`;
  return `The counter ${counter} counts in two ways, ${both}; make them equal or rename one counter.`;
}

/** Two values of `per` are two counters; the same path is the same one. */
function doubleCharge(charged: Map<string, Use>, use: Use): string | null {
  const budget = `${budgetOf(use.limit)} ${use.limit.per ?? ""}`;
  const own = `${use.owner.kind} ${use.owner.name} ${budget}`;
  const counter = `"${use.limit.counter}"`;
  if (charged.has(own)) {
    return `The counter ${counter} stands twice in this rule, so each call would count twice; remove one.`;
  }
  charged.set(own, use);
  if (use.owner.kind === "all" || !charged.has(`all all_tools ${budget}`)) return null;
  return `The counter ${counter} stands in \`all_tools\` too, so each call would count twice; remove one.`;
}

function algorithmOf({ limit }: Use): "sliding" | "fixed" {
  return limit.algorithm ?? defaultAlgorithm(canonicalWindow(limit.window));
}

function conflict({ path }: Use, message: string): Finding[] {
  return [{ path, at: "value", code: "counter_conflict", message }];
}
