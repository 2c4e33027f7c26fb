import type { Hints } from "./read-annotations";
import type { RiskClass, RiskEffect, Severity } from "./risk-class";

/** Follows from whether it can be undone, and from what else it does. */
export function severityOf(cls: RiskClass, effects: readonly RiskEffect[], hints: Hints): Severity {
  switch (cls) {
    case "financial":
      return "critical";
    case "destructive":
      return "critical";
    case "execute":
      return isWarned(hints) ? "critical" : "high";
    case "write":
      if (isWarned(hints)) return "high";
      return effects.includes("changes_access") || effects.includes("reads_secrets") ? "high" : "medium";
    case "read":
      if (effects.includes("reads_secrets")) return "high";
      return effects.includes("reaches_any_url") || effects.includes("reaches_any_path") ? "medium" : "low";
  }
}

/** The server says that what its tool changes may be lost. */
function isWarned({ destructive, readOnly, areDefaults }: Hints): boolean {
  return destructive === true && readOnly !== true && !areDefaults;
}
