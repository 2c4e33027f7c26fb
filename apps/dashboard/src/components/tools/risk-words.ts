import type { RiskClass, RiskEffect, Severity } from "@policylayer/risk";
import type { Tone } from "../ui/chip";

/** A class in one word, with the tone of what is recommended for it. */
export const CLASS_WORDS: Readonly<
  Record<RiskClass, { readonly word: string; readonly tone: Tone; readonly means: string }>
> = {
  read: { word: "Read", tone: "allow", means: "only looks" },
  write: { word: "Write", tone: "limit", means: "makes or changes something" },
  execute: { word: "Execute", tone: "ask", means: "sets something going" },
  destructive: { word: "Destructive", tone: "deny", means: "removes something for good" },
  financial: { word: "Financial", tone: "deny", means: "moves money" },
};

export const EFFECT_WORDS: Readonly<Record<RiskEffect, string>> = {
  reads_secrets: "reads secrets",
  sends_outside: "sends outside",
  moves_money: "moves money",
  runs_code: "runs code",
  changes_access: "changes access",
  reaches_any_url: "reaches any URL",
  reaches_any_path: "reaches any path",
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  low: "low risk",
  medium: "medium risk",
  high: "high risk",
  critical: "critical risk",
};

export const SOURCE_WORDS = {
  name: "Name",
  title: "Title",
  description: "Description",
  input_schema: "Parameter",
  annotations: "Server's hint",
  decision: "Decision",
} as const;
