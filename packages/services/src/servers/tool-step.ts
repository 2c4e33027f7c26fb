import { isRespaced } from "@policylayer/policy";
import type { ToolDefinition, ToolStatus } from "./schemas";

/** What is known of a tool before its server lists it again. */
export interface KnownTool {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly status: string;
  /** null: never approved. */
  readonly approvedAt: Date | null;
  readonly pendingHash: string | null;
  readonly blockedHash: string | null;
}

/** A tool as its server lists it now. */
export interface ListedTool {
  readonly tool: ToolDefinition;
  readonly hash: string;
}

/** What becomes of a known tool. */
export interface ToolStep {
  readonly id: string;
  readonly name: string;
  readonly status: ToolStatus;
  readonly listed: ListedTool;
  /** `approved`: as it was approved; `respaced`: the same but for white space, and pinned anew; `held`: another, which waits. */
  readonly kind: "approved" | "respaced" | "held";
}

/** Whether the definition has to be compared by more than its hash. */
export function needsDefinition(known: KnownTool, { hash }: ListedTool): boolean {
  return known.approvedAt !== null && known.hash !== hash;
}

/**
 * What a tool becomes when its server lists this definition; null: nothing changes. Only a person makes another definition
 * the approved one. `approved` is the approved definition, needed only where `needsDefinition` says so.
 */
export function toolStep(known: KnownTool, listed: ListedTool, approved: ToolDefinition | null): ToolStep | null {
  const { id, name } = known;
  if (known.approvedAt !== null && known.hash === listed.hash) {
    return known.status === "approved" ? null : { id, name, status: "approved", listed, kind: "approved" };
  }
  if (known.approvedAt !== null && approved !== null && isRespaced(approved, listed.tool)) {
    return { id, name, status: "approved", listed, kind: "respaced" };
  }
  const status = known.blockedHash === listed.hash ? "blocked" : "quarantined";
  if (known.status === status && known.pendingHash === listed.hash) return null;
  return { id, name, status, listed, kind: "held" };
}
