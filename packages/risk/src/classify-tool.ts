import { decideClass, type Verdict } from "./decide-class";
import { findEffects } from "./find-effects";
import { readTool } from "./readings";
import type { Classification, Evidence, RiskClass, ToolFacts } from "./risk-class";
import { severityOf } from "./severity-of";

/** The class of a tool, what else it does, and what says so. Never throws; the same tool always gets the same answer. */
export function classifyTool(facts: ToolFacts): Classification {
  const readings = readTool(facts);
  const verdict = decideClass(readings);
  const cls = verdict.class ?? "execute";
  const { effects, evidence } = findEffects(cls, verdict, readings);
  return {
    class: cls,
    isUnknown: verdict.class === null,
    severity: severityOf(cls, effects, readings.hints),
    effects,
    confidence: Math.round(verdict.confidence * 100) / 100,
    language: readings.language,
    evidence: [...verdict.evidence, ...evidence, decision(verdict)],
  };
}

function decision({ class: cls, doubt }: Verdict): Evidence {
  const says = cls === null ? `unknown, treated as execute: ${doubt ?? NOTHING}` : WHY_NOT[cls];
  return { source: "decision", quote: null, class: cls ?? "execute", says };
}

const NOTHING = "no verb, parameter or hint tells what it does";

const WHY_NOT: Readonly<Record<RiskClass, string>> = {
  read: "not write: nothing says that anything is made, changed or set going",
  write:
    "more than read, because something is changed; not destructive: nothing says that something is removed or can't be undone",
  execute:
    "more than write: it sets something going whose effects depend on what is run; not destructive: removing isn't its purpose",
  destructive: "more than write: what it removes may be gone; not financial: nothing says that money moves",
  financial: "more than a write: money moves, or somebody is charged",
};
