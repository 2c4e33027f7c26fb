import type { Language } from "./lexicon/verb-kind";

/** What a tool can do at worst, from the least to the most. */
export const riskClasses = ["read", "write", "execute", "destructive", "financial"] as const;
export type RiskClass = (typeof riskClasses)[number];

/** How bad it is when it goes wrong: by what it does, and whether that can be undone. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** What a tool does besides its class. */
export const riskEffects = [
  "reads_secrets",
  "sends_outside",
  "moves_money",
  "runs_code",
  "changes_access",
  "reaches_any_url",
  "reaches_any_path",
] as const;
export type RiskEffect = (typeof riskEffects)[number];

/** A tool as its server lists it. Nothing in it is trusted, and no part may be missed by making it long. */
export interface ToolFacts {
  readonly server?: string | undefined;
  readonly tool: string;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly inputSchema?: unknown;
  readonly annotations?: unknown;
}

/** One thing a person can check: where it stands, what stands there, and what follows from it. */
export interface Evidence {
  readonly source: "name" | "title" | "description" | "input_schema" | "annotations" | "decision";
  /** The words as they stand there; null for the decision. */
  readonly quote: string | null;
  /** The class it speaks for; null if it only adds an effect or doubt. */
  readonly class: RiskClass | null;
  readonly says: string;
}

export interface Classification {
  readonly class: RiskClass;
  /** Nothing told what the tool does: it is treated as `execute`. */
  readonly isUnknown: boolean;
  readonly severity: Severity;
  readonly effects: readonly RiskEffect[];
  /** 0..1, how often a tool that looks like this has this class. */
  readonly confidence: number;
  /** The language of its description, or of its name. */
  readonly language: Language;
  readonly evidence: readonly Evidence[];
}
