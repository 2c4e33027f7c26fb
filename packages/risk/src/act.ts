import type { VerbKind } from "./lexicon/verb-kind";
import type { Evidence, RiskClass } from "./risk-class";

/** Something the tool is said to do, with its object taken into account. */
export interface Act {
  /** null: it may do anything (`manage`), or nothing was said about what. */
  readonly class: RiskClass | null;
  readonly kind: VerbKind;
  readonly source: Evidence["source"];
  readonly quote: string;
  /** Why the object changed what the verb says; null if it didn't. */
  readonly because: string | null;
  /** "Run", "perform": it hangs on what is run, and that isn't code. */
  readonly isVague: boolean;
  /** "Scale readings per hive": what leads may as well be a thing. */
  readonly isNounLike?: boolean;
  /** 0..1 */
  readonly strength: number;
}

const ORDER: Readonly<Record<RiskClass, number>> = { read: 0, write: 1, execute: 2, destructive: 3, financial: 4 };

/** The graver of two classes: money before destruction before running before writing. */
export function isGraver(left: RiskClass, right: RiskClass): boolean {
  return ORDER[left] > ORDER[right];
}

export function gravest(acts: readonly Act[]): Act | undefined {
  let found: Act | undefined;
  for (const act of acts) {
    if (found === undefined || isGraver(act.class ?? "read", found.class ?? "read")) found = act;
  }
  return found;
}

export const CLASS_OF_KIND: Readonly<Record<VerbKind, RiskClass | null>> = {
  read: "read",
  compute: "read",
  write: "write",
  send: "write",
  access: "write",
  execute: "execute",
  destroy: "destructive",
  pay: "financial",
  manage: null,
  light: null,
};
