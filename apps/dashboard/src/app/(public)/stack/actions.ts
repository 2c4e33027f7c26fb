"use server";

import { findByIdentity } from "@policylayer/services/catalogue";
import type { ActionResult } from "@/components/form/action-result";
import { presentFormError } from "@/components/form/present-form-error";
import { getDeps } from "@/server/deps";

export interface FoundServer {
  readonly identity: string;
  readonly slug: string;
  readonly title: string;
}

/** Which of these packages and addresses the catalogue knows. All that a pasted configuration leaves the browser for. */
export async function findServersAction(
  identities: readonly string[],
): Promise<ActionResult<{ found: readonly FoundServer[] }>> {
  try {
    return { ok: true, found: await findByIdentity(getDeps(), { identities: [...identities] }) };
  } catch (error) {
    return { ok: false, error: presentFormError(error) };
  }
}
