import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { toSettingsView } from "./organization-view";
import { type OrganizationSettingsView, type UpdateOrganizationInput, updateOrganizationSchema } from "./schemas";

/**
 * Changes the settings of the caller's organization, in force from the next call of every grant. Saying again what is so
 * already tells the proxies once more, so that a caller who got NOT_YET_IN_FORCE can repeat it until it holds.
 */
export async function updateOrganization(
  ctx: ServiceContext,
  input: UpdateOrganizationInput,
): Promise<OrganizationSettingsView> {
  authorize(ctx, "organization:write");
  const { audit_mode } = parseInput(updateOrganizationSchema, input);
  const { organizationId: id } = ctx;
  return commitChange(ctx, async (tx) => {
    // A grant that is being created refers to this row and waits, or is waited for: so each is told, or begins with the new settings.
    await tx.$queryRaw`SELECT id FROM organizations WHERE id = ${id} FOR UPDATE`;
    const before = toSettingsView(await tx.organization.findUniqueOrThrow({ where: { id } }));
    if (audit_mode === undefined) return { result: before, event: null };
    const after = toSettingsView(await tx.organization.update({ where: { id }, data: { auditMode: audit_mode } }));
    const grants = await tx.grant.findMany({ where: { organizationId: id, revokedAt: null }, select: { id: true } });
    return {
      result: after,
      event: { action: "organization.updated", targetId: id, before, after },
      grantIds: grants.map((grant) => grant.id),
    };
  });
}
