import type { ApprovalView } from "@policylayer/services/approvals";
import type { Tone } from "../ui/chip";

type Status = ApprovalView["status"];

export const STATUS_WORDS: Readonly<Record<Status, { readonly word: string; readonly tone: Tone }>> = {
  pending: { word: "Waiting", tone: "ask" },
  approved: { word: "Approved", tone: "allow" },
  denied: { word: "Denied", tone: "deny" },
  expired: { word: "Expired", tone: "quiet" },
  used: { word: "Used", tone: "quiet" },
};

/** What the address may ask for: a status, or all of them. */
export const STATUS_FILTERS = ["pending", "approved", "used", "denied", "expired", "all"] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

export function readStatusFilter(text: string | undefined): StatusFilter {
  return STATUS_FILTERS.find((filter) => filter === text) ?? "pending";
}

export function filterWord(filter: StatusFilter): string {
  return filter === "all" ? "All" : STATUS_WORDS[filter].word;
}

/** Whom the policy asks: "an admin", "2 people of the team finance". */
export function approversInWords({ approvers, count }: Pick<ApprovalView, "approvers" | "count">): string {
  if (approvers.startsWith("team:")) {
    const team = approvers.slice("team:".length);
    return count === 1 ? `somebody of the team ${team}` : `${count} people of the team ${team}`;
  }
  const role = approvers === "admin" ? "admin" : "policy manager";
  return count === 1 ? `${role === "admin" ? "an" : "a"} ${role}` : `${count} ${role}s`;
}

/** Why there are no arguments to be shown. */
export function missingArguments(approval: ApprovalView): string {
  const { status, argument_keys, can_decide } = approval;
  const names = argument_keys.length === 0 ? "none" : argument_keys.join(", ");
  if (argument_keys.length === 0) return "It was called without arguments.";
  if (status === "pending" && !can_decide) {
    return `Their values are shown to those who may decide. Names: ${names}.`;
  }
  return `Their values aren't kept once the request has ended. Names: ${names}.`;
}
