import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { toSettingsView } from "./organization-view";
import { type GetOrganizationInput, getOrganizationSchema, type OrganizationSettingsView } from "./schemas";

/** The caller's own organization, with its settings. */
export async function getOrganization(
  ctx: ServiceContext,
  input: GetOrganizationInput = {},
): Promise<OrganizationSettingsView> {
  authorize(ctx, "organization:read");
  parseInput(getOrganizationSchema, input);
  const row = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.organization.findUniqueOrThrow({ where: { id: ctx.organizationId } }),
  );
  return toSettingsView(row);
}
