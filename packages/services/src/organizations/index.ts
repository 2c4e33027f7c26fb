export { type CreatedOrganization, createOrganization } from "./create-organization";
export { getOrganization } from "./get-organization";
export { listMemberships } from "./list-memberships";
export {
  type CreateOrganizationInput,
  createOrganizationSchema,
  type GetOrganizationInput,
  getOrganizationSchema,
  type MembershipView,
  membershipViewSchema,
  type OrganizationSettingsView,
  type OrganizationView,
  organizationSettingsViewSchema,
  organizationViewSchema,
  type UpdateOrganizationInput,
  updateOrganizationSchema,
} from "./schemas";
export { updateOrganization } from "./update-organization";
