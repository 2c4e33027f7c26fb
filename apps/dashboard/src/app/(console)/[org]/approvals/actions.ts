"use server";

import { approve, deny } from "@policylayer/services/approvals";
import type { ActionResult } from "@/components/form/action-result";
import { runVerb } from "../run-verb";

export interface Decision {
  readonly id: string;
  readonly verdict: "approve" | "deny";
  readonly note: string;
}

/** How many more people have to approve is answered, too: null once it is decided. */
export async function decideAction(
  organization: string,
  { id, verdict, note }: Decision,
): Promise<ActionResult<{ missing: number | null }>> {
  return runVerb(organization, async (ctx) => {
    const decided = await (verdict === "approve" ? approve : deny)(ctx, { id, note });
    const said = decided.votes.filter((vote) => vote.verdict === "approved").length;
    return { missing: decided.status === "pending" ? decided.count - said : null };
  });
}
