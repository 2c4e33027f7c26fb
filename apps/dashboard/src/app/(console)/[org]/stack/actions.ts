"use server";

import { isServiceError } from "@policylayer/services/errors";
import { createPolicy, draftPolicyFor } from "@policylayer/services/policies";
import type { ActionResult } from "@/components/form/action-result";
import { runVerb } from "../run-verb";

const NAME = "Stack draft";

/** A policy that was made, or why not. */
export interface MadePolicy {
  readonly server: string;
  readonly policy: string | null;
  readonly problem: string | null;
}

/** A drafted policy for each server, by its pinned tools. No grant has them yet. One that can't be made stops no other. */
export async function makePoliciesAction(
  organization: string,
  servers: readonly string[],
): Promise<ActionResult<{ made: readonly MadePolicy[] }>> {
  return runVerb(organization, async (ctx) => {
    const made: MadePolicy[] = [];
    for (const server of new Set(servers)) {
      try {
        const document = await draftPolicyFor(ctx, { server });
        const { id } = await createPolicy(ctx, { server, name: NAME, document });
        made.push({ server, policy: id, problem: null });
      } catch (error) {
        if (!isServiceError(error)) throw error;
        made.push({ server, policy: null, problem: error.message });
      }
    }
    return { made };
  });
}
