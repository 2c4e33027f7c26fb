"use server";

import { createGrant } from "@policylayer/services/grants";
import type { GrantUrls } from "@/components/connect/connect-choices";
import type { ActionResult } from "@/components/form/action-result";
import type { Binding } from "@/components/grants/binding-choices";
import { expiryFromChoice } from "@/components/grants/expiry-choices";
import { runVerb } from "../../run-verb";

export interface NewGrant {
  readonly label: string;
  readonly team: string;
  readonly bindings: readonly Binding[];
  /** One of `EXPIRY_CHOICES`. */
  readonly expiry: string;
}

export interface CreatedGrant extends GrantUrls {
  readonly id: string;
  /** Shown once. */
  readonly token: string;
}

export async function createGrantAction(organization: string, grant: NewGrant): Promise<ActionResult<CreatedGrant>> {
  return runVerb(organization, async (ctx) => {
    const { id, token, urls, team_url, team_slug } = await createGrant(ctx, {
      label: grant.label,
      team: grant.team,
      bindings: [...grant.bindings],
      expires_at: expiryFromChoice(grant.expiry, ctx.now()),
    });
    return { id, token, urls, teamUrl: team_url, teamSlug: team_slug };
  });
}
