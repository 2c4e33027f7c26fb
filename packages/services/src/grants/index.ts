export { createGrant } from "./create-grant";
export { getGrant } from "./get-grant";
export { listGrants } from "./list-grants";
export { revokeGrant } from "./revoke-grant";
export { rotateGrant } from "./rotate-grant";
export {
  bindingSchema,
  type CreateGrantInput,
  createGrantSchema,
  type GetGrantInput,
  type GrantView,
  type GrantWithTokenView,
  getGrantSchema,
  grantPageSchema,
  grantViewSchema,
  grantWithTokenViewSchema,
  type ListGrantsInput,
  listGrantsSchema,
  revokeGrantSchema,
  rotateGrantSchema,
  type UpdateGrantInput,
  updateGrantSchema,
} from "./schemas";
export { updateGrant } from "./update-grant";
