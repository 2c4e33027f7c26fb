"use server";

import { createPolicy } from "@policylayer/services/policies";
import type { ActionResult } from "@/components/form/action-result";
import { runVerb } from "../../../../run-verb";

export interface NewPolicy {
  readonly server: string;
  readonly name: string;
  /** As it was typed: the verb parses it and names every problem with its line. */
  readonly document: string;
}

export async function createPolicyAction(
  organization: string,
  policy: NewPolicy,
): Promise<ActionResult<{ id: string }>> {
  return runVerb(organization, async (ctx) => {
    const { server, name, document } = policy;
    const { id } = await createPolicy(ctx, { server, name, document });
    return { id };
  });
}
