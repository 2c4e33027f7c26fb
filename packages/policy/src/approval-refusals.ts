import type { AskedApproval, Refusal } from "./decision";

/*
 * What an agent is told of a call that waits for a person, or waited. Approvals are kept outside of this package: whoever
 * keeps them knows the tool and the rule that asked, and says the rest here.
 */

/** The refusal of a rule that asks, once somebody was asked. */
export function refuseUntilApproved(refusal: Refusal, asked: AskedApproval): Refusal {
  const sentence = /[.!?]$/.test(refusal.message) ? refusal.message : `${refusal.message}.`;
  const message = `${sentence} A person was asked (${asked.id}). Once it is approved, and before ${asked.expiresAt}, call again with exactly the same arguments.`;
  return { ...refusal, message, asked };
}

/** A person said no. `note` is theirs, null without one. It stands until the request would have expired. */
export function refuseByPerson(tool: string, rule: string | null, note: string | null, asked: AskedApproval): Refusal {
  const message = note === null ? `${tool} was denied by a person.` : `${tool} was denied by a person: ${note}`;
  return { decision: "deny", code: "approval_denied", rule, message, asked };
}

/** People can't be asked without end. */
export function refuseApprovalBacklog(tool: string, rule: string | null): Refusal {
  const message = `${tool} needs a person's approval, and too many calls wait for one already; wait until some are decided.`;
  return { decision: "deny", code: "approval_backlog", rule, message };
}

/** What nobody would read isn't put before a person. */
export function refuseUnreadableRequest(tool: string, rule: string | null): Refusal {
  const message = `${tool} needs a person's approval, and its arguments are too long to be put before one; send less.`;
  return { decision: "deny", code: "argument_too_long", rule, message };
}
