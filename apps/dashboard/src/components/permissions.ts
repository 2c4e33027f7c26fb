import type { ServiceContext } from "@policylayer/services/context";

/** What the console offers; the verbs decide. `isWhole` is false for a role narrowed to some teams. */
export interface Offers {
  readonly canManageServers: boolean;
  readonly canDecideTools: boolean;
  readonly canManagePolicies: boolean;
  readonly canManageGrants: boolean;
  readonly canBindPolicies: boolean;
  readonly canManageApiKeys: boolean;
  readonly canManageOrganization: boolean;
}

/** A button a role can't use isn't shown. The real check is in every verb. */
export function offersFor(ctx: Pick<ServiceContext, "role" | "teamIds">): Offers {
  const isAdmin = ctx.role === "admin";
  const isWhole = ctx.teamIds === null;
  return {
    canManageServers: isAdmin && isWhole,
    canDecideTools: (isAdmin || ctx.role === "policy_manager") && isWhole,
    canManagePolicies: isAdmin || ctx.role === "policy_manager",
    canManageGrants: isAdmin,
    canBindPolicies: isAdmin || ctx.role === "policy_manager",
    canManageApiKeys: isAdmin && isWhole,
    canManageOrganization: isAdmin && isWhole,
  };
}
