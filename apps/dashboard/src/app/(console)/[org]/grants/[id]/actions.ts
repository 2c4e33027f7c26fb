"use server";

import { revokeGrant, rotateGrant, updateGrant } from "@policylayer/services/grants";
import type { GrantUrls } from "@/components/connect/connect-choices";
import type { ActionResult } from "@/components/form/action-result";
import type { Binding } from "@/components/grants/binding-choices";
import { expiryFromChoice } from "@/components/grants/expiry-choices";
import { runVerb } from "../../run-verb";

/** What is absent stays as it is. */
export interface GrantEdit {
  readonly id: string;
  readonly label?: string;
  readonly bindings: readonly Binding[];
  /** One of `EXPIRY_CHOICES`, counted from now. */
  readonly expiry?: string;
}

export async function updateGrantAction(organization: string, edit: GrantEdit): Promise<ActionResult> {
  return runVerb(organization, async (ctx) => {
    const { id, label, bindings, expiry } = edit;
    await updateGrant(ctx, {
      id,
      bindings: [...bindings],
      ...(label === undefined ? {} : { label }),
      ...(expiry === undefined ? {} : { expires_at: expiryFromChoice(expiry, ctx.now()) }),
    });
    return {};
  });
}

export async function rotateGrantAction(
  organization: string,
  id: string,
): Promise<ActionResult<{ token: string } & GrantUrls>> {
  return runVerb(organization, async (ctx) => {
    const { token, urls, team_url, team_slug } = await rotateGrant(ctx, { id });
    return { token, urls, teamUrl: team_url, teamSlug: team_slug };
  });
}

export async function revokeGrantAction(organization: string, id: string): Promise<ActionResult> {
  return runVerb(organization, async (ctx) => {
    await revokeGrant(ctx, { id });
    return {};
  });
}
