export { type CreatedOrganization, createOrganization } from "./create-organization";
export { listMemberships } from "./list-memberships";
export {
  type CreateOrganizationInput,
  createOrganizationSchema,
  type MembershipView,
  membershipViewSchema,
  type OrganizationView,
  organizationViewSchema,
} from "./schemas";
