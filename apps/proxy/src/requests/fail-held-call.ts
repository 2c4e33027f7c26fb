import type { Enforcement } from "../enforcement/enforcement";
import { type Failure, failureMessage } from "../enforcement/failure-mode";
import type { Runtime } from "../runtime";
import type { Hold } from "./hold";

type Kind = Exclude<Enforcement["kind"], "decided">;

/** The code and sentence of what is otherwise a status of its own; the others are failures of something we depend on. */
const REFUSED: Readonly<Record<string, readonly [code: string, message: string]>> = {
  gone: ["unauthorized", "The grant ended while the call waited for a person."],
  no_binding: ["not_found", "The grant lost this server while the call waited for a person."],
  no_session: ["session_not_found", "The session ended while the call waited for a person. Initialize a new one."],
  unforeseen: ["internal_error", "The gateway failed for a reason nobody foresaw."],
};

/**
 * The end of a call that failed after its wait had opened an event stream, when no status can be answered any more. False
 * when none is open, and the call is to be answered like any other.
 */
export function failHeldCall(
  { metrics }: Runtime,
  hold: Hold | null,
  why: Kind | Failure | "unforeseen",
  callId: string,
): boolean {
  if (hold === null || !hold.stream.isOpen) return false;
  const refused = REFUSED[why];
  if (refused !== undefined) {
    hold.fail(...refused, callId, false);
    return true;
  }
  const failure = why === "backlog" ? "audit_unavailable" : isFailure(why) ? why : "directory_unavailable";
  metrics.count("policylayer_faults_total", failure);
  hold.fail(failure, failureMessage(failure), callId, true);
  return true;
}

function isFailure(why: string): why is Failure {
  return why.endsWith("_unavailable") || why === "shutting_down";
}
