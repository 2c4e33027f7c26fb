import type { ArgumentSchema } from "./argument-schema";
import type { RiskClass } from "./risk-class";

/** A value as `JSON.parse` returns it. Only own properties are ever read from it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One `tools/call` as the judge sees it. */
export interface ToolCall extends ListedTool {
  /** The arguments as `JSON.parse` returns them; null when the call has none. */
  readonly args: JsonObject | null;
  /** The text `args` was parsed from, to tell numbers that a double can't hold; null when there is none. */
  readonly argumentsText: string | null;
  /** The pinned tool's annotations as the server sent them; null when it sent none. */
  readonly annotations: JsonObject | null;
  /** The pinned tool's input schema, compiled once per pinned tool; null when there is none. */
  readonly schema: ArgumentSchema | null;
  readonly facts: CallFacts;
}

/** What is known of a tool without a call to it. */
export interface ListedTool {
  /** The name exactly as the client sent it, compared by code point: never folded, trimmed or normalised. */
  readonly tool: string;
  /** Whether the server's pinned tool list holds this exact name. */
  readonly isKnown: boolean;
  /** Whether its definition changed since it was approved. */
  readonly isQuarantined: boolean;
  /** The effective class, overrides included; null when nobody classified the tool. */
  readonly toolClass: RiskClass | null;
}

/** Who calls what, and when. Limits are counted under these ids; null texts are missing values. */
export interface CallFacts {
  readonly grant: { readonly id: string; readonly label: string | null };
  readonly team: { readonly id: string; readonly slug: string | null };
  readonly server: { readonly id: string; readonly slug: string | null };
  /** As the client calls itself: unproved. */
  readonly client: { readonly name: string | null };
  readonly sessionId: string | null;
  readonly organizationId: string;
  /** Unix time in milliseconds; this package has no clock. */
  readonly nowMs: number;
}
