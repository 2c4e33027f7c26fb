import type { Classification, RiskClass } from "./risk-class";
import { severityOf } from "./severity-of";

/** What is known of a tool, with the class a person gave it. The evidence stays that of the class worked out. */
export function withClass(found: Classification, given: RiskClass): Classification {
  if (given === found.class && !found.isUnknown) return found;
  const effects = found.effects.filter((effect) => effect !== "moves_money" || given === "financial");
  const severity = severityOf(given, effects, {
    readOnly: null,
    destructive: null,
    openWorld: null,
    areDefaults: false,
  });
  return { ...found, class: given, isUnknown: false, severity, effects, confidence: 1 };
}
