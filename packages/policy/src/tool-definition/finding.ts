import { type JsonPath, toPointer } from "../json-pointer";

/** Worst first. `high` is what an attack looks like, `medium` widens what the tool may be told or do, `low` is the rest. */
export const severities = ["high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

export const findingCodes = [
  "tool_added",
  "hidden_characters",
  "instruction",
  "mentions_secret",
  "mentions_tool",
  "url_added",
  "lookalike_name",
  "odd_name",
  "hint_flipped",
  "annotation_changed",
  "text_changed",
  "parameter_added",
  "parameter_removed",
  "required_added",
  "required_removed",
  "type_widened",
  "type_narrowed",
  "enum_widened",
  "enum_narrowed",
  "bound_loosened",
  "bound_tightened",
  "unknown_parameters_accepted",
  "default_changed",
  "schema_changed",
  "ui_changed",
  "definition_changed",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One thing that is different, or suspicious, in a tool's definition. */
export interface DefinitionFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** RFC 6901, into the definition that was looked at; of what is gone, into the one before. */
  readonly pointer: string;
  /** One sentence for people. Hidden characters in it are written out. */
  readonly message: string;
}

/** A definition with more than this differs beyond what anybody reads; the worst are kept. */
const FINDINGS_MAX = 100;

/** What a comparison has found so far. */
export class Findings {
  readonly #found: DefinitionFinding[] = [];

  add(code: FindingCode, severity: Severity, path: JsonPath, message: string): void {
    this.#found.push({ code, severity, pointer: toPointer(path), message });
  }

  /** Worst first, and in the order they were found. */
  worstFirst(): DefinitionFinding[] {
    return severities
      .flatMap((severity) => this.#found.filter((finding) => finding.severity === severity))
      .slice(0, FINDINGS_MAX);
  }
}
