export { createPolicy } from "./create-policy";
export { deletePolicy } from "./delete-policy";
export { draftPolicyFor } from "./draft-policy-for";
export { getPolicy } from "./get-policy";
export { getPolicyVersion } from "./get-policy-version";
export { listPolicies } from "./list-policies";
export { listPolicyVersions } from "./list-policy-versions";
export { restorePolicyVersion } from "./restore-policy-version";
export { savePolicy } from "./save-policy";
export {
  type CreatePolicyInput,
  createPolicySchema,
  type DraftPolicyForInput,
  deletePolicySchema,
  draftPolicyForSchema,
  type GetPolicyInput,
  type GetPolicyVersionInput,
  getPolicySchema,
  getPolicyVersionSchema,
  type ListPoliciesInput,
  type ListPolicyVersionsInput,
  listPoliciesSchema,
  listPolicyVersionsSchema,
  type PolicyVersionView,
  type PolicyView,
  policyPageSchema,
  policyVersionPageSchema,
  policyVersionViewSchema,
  policyViewSchema,
  type RestorePolicyVersionInput,
  restorePolicyVersionSchema,
  type SavePolicyInput,
  type SimulatedCallView,
  type SimulatePolicyInput,
  savePolicySchema,
  simulatedCallViewSchema,
  simulatePolicySchema,
  simulationViewSchema,
} from "./schemas";
export { simulatePolicy } from "./simulate-policy";
