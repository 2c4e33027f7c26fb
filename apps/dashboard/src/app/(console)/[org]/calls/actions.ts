"use server";

import { type CallView, getCall, listCalls } from "@policylayer/services/calls";
import type { CallFilter } from "@/components/calls/call-filter";
import type { ActionResult } from "@/components/form/action-result";
import { runVerb } from "../run-verb";

/** The newest page of the log under a filter, for a log that is open. */
export async function latestCallsAction(
  organization: string,
  filter: CallFilter,
): Promise<ActionResult<{ calls: readonly CallView[] }>> {
  return runVerb(organization, async (ctx) => {
    const page = await listCalls(ctx, filter);
    return { calls: page.data };
  });
}

export async function getCallAction(organization: string, id: string): Promise<ActionResult<{ call: CallView }>> {
  return runVerb(organization, async (ctx) => ({ call: await getCall(ctx, { id }) }));
}
