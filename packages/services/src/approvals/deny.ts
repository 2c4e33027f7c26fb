import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { decideApproval } from "./decide-approval";
import { type ApprovalView, type DecideInput, denySchema } from "./schemas";

/** Refuses the call, and calls like it until the approval would have expired. The agent is told the note. */
export async function deny(ctx: ServiceContext, input: DecideInput): Promise<ApprovalView> {
  const { id, note } = parseInput(denySchema, input);
  return decideApproval(ctx, "denied", { id, note: note || null });
}
