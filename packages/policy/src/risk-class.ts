/** What a tool can do at worst, by class. The class of a tool is worked out (or overridden) outside of this package. */
export const riskClasses = ["read", "write", "execute", "destructive", "financial"] as const;

export type RiskClass = (typeof riskClasses)[number];
