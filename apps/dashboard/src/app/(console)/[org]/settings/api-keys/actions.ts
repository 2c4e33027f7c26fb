"use server";

import { type CreateApiKeyInput, createApiKey, revokeApiKey } from "@policylayer/services/api-keys";
import type { ActionResult } from "@/components/form/action-result";
import { expiryFromChoice } from "@/components/grants/expiry-choices";
import { runVerb } from "../../run-verb";

export interface NewApiKey {
  readonly name: string;
  readonly role: CreateApiKeyInput["role"];
  /** One of `EXPIRY_CHOICES`. */
  readonly expiry: string;
}

/** `key` is shown once. */
export async function createApiKeyAction(
  organization: string,
  wanted: NewApiKey,
): Promise<ActionResult<{ key: string }>> {
  return runVerb(organization, async (ctx) => {
    const { name, role, expiry } = wanted;
    const { key } = await createApiKey(ctx, { name, role, expires_at: expiryFromChoice(expiry, ctx.now()) });
    return { key };
  });
}

export async function revokeApiKeyAction(organization: string, id: string): Promise<ActionResult> {
  return runVerb(organization, async (ctx) => {
    await revokeApiKey(ctx, { id });
    return {};
  });
}
