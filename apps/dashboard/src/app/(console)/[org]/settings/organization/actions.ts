"use server";

import { type OrganizationSettingsView, updateOrganization } from "@policylayer/services/organizations";
import type { ActionResult } from "@/components/form/action-result";
import { runVerb } from "../../run-verb";

export type AuditMode = OrganizationSettingsView["audit_mode"];

export async function setAuditModeAction(
  organization: string,
  mode: AuditMode,
): Promise<ActionResult<{ mode: AuditMode }>> {
  return runVerb(organization, async (ctx) => {
    const saved = await updateOrganization(ctx, { audit_mode: mode });
    return { mode: saved.audit_mode };
  });
}
