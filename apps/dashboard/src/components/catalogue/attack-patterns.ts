import type { RiskClass, RiskEffect } from "@policylayer/risk";
import type { AttackPattern } from "./attack-pattern";
import { attacksByInstruction } from "./attacks-by-instruction";
import { attacksByPower } from "./attacks-by-power";
import { attacksByReach } from "./attacks-by-reach";

export type { AttackPattern } from "./attack-pattern";

const SHOWN_MAX = 5;

export const attackPatterns: readonly AttackPattern[] = [
  ...attacksByPower,
  ...attacksByReach,
  ...attacksByInstruction,
].toSorted((a, b) => (a.name < b.name ? -1 : 1));

export function attackPattern(slug: string): AttackPattern | null {
  return attackPatterns.find((pattern) => pattern.slug === slug) ?? null;
}

interface Access {
  readonly class: RiskClass;
  readonly effects: readonly RiskEffect[];
}

/**
 * The patterns that abuse a tool of this kind, those of its effects first: they are about this tool more than its class is.
 * A tool that only reads and reaches nothing in particular is left with those that a false server makes of any tool.
 */
export function attacksOn(tool: Access): AttackPattern[] {
  const byEffect = attackPatterns.filter(({ effects }) => effects.some((effect) => tool.effects.includes(effect)));
  const byClass = attackPatterns.filter(
    (pattern) => pattern.classes.includes(tool.class) && !byEffect.includes(pattern),
  );
  const found = [...byEffect, ...byClass].toSorted((a, b) => nearness(b, tool) - nearness(a, tool));
  const any = attackPatterns.filter(({ classes, effects }) => classes.length === 0 && effects.length === 0);
  return (found.length === 0 ? any : found).slice(0, SHOWN_MAX);
}

function nearness({ classes, effects }: AttackPattern, tool: Access): number {
  const shared = effects.filter((effect) => tool.effects.includes(effect)).length;
  const ofClass = classes.includes(tool.class) ? 1 / classes.length : 0;
  return shared + ofClass;
}
