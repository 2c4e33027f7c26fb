import type { RiskClass, RiskEffect, Severity } from "@policylayer/risk";

/** A tool with what is known of its risk. Its texts are its server's own, and not trusted. */
export interface StackTool {
  readonly name: string;
  readonly description: string | null;
  readonly class: RiskClass;
  readonly severity: Severity;
  readonly effects: readonly RiskEffect[];
  /** Nothing tells what it does: it is treated as `execute`. */
  readonly isUnknown: boolean;
  /** The hints the server gives. */
  readonly annotations: Readonly<Record<string, unknown>>;
  /** Estimated, of its definition. */
  readonly tokenCount: number;
}

export interface StackServer {
  /** Told apart by it: two servers of a stack don't share one. */
  readonly name: string;
  /** null: nobody knows them. */
  readonly tools: readonly StackTool[] | null;
}

/** A tool of a stack by name. */
export interface ToolRef {
  readonly server: string;
  readonly tool: string;
}
