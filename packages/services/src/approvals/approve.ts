import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { decideApproval } from "./decide-approval";
import { type ApprovalView, approveSchema, type DecideInput } from "./schemas";

/** Lets the call through, once as many people have said so as the policy asks for. FORBIDDEN for whom it doesn't ask. */
export async function approve(ctx: ServiceContext, input: DecideInput): Promise<ApprovalView> {
  const { id, note } = parseInput(approveSchema, input);
  return decideApproval(ctx, "approved", { id, note: note || null });
}
