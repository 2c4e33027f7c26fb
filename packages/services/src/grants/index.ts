export { createGrant } from "./create-grant";
export { getGrant } from "./get-grant";
export { listGrantLimits } from "./list-grant-limits";
export { listGrants } from "./list-grants";
export { revokeGrant } from "./revoke-grant";
export { rotateGrant } from "./rotate-grant";
export {
  bindingSchema,
  type CreateGrantInput,
  createGrantSchema,
  type GetGrantInput,
  type GrantLimitsView,
  type GrantLimitView,
  type GrantView,
  type GrantWithTokenView,
  getGrantSchema,
  grantLimitsViewSchema,
  grantPageSchema,
  grantViewSchema,
  grantWithTokenViewSchema,
  type ListGrantsInput,
  listGrantLimitsSchema,
  listGrantsSchema,
  revokeGrantSchema,
  rotateGrantSchema,
  type UpdateGrantInput,
  updateGrantSchema,
} from "./schemas";
export { updateGrant } from "./update-grant";
