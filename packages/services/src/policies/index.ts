export { createPolicy } from "./create-policy";
export { deletePolicy } from "./delete-policy";
export { diffPolicyVersions } from "./diff-policy-versions";
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
  type DiffPolicyVersionsInput,
  type DraftPolicyForInput,
  deletePolicySchema,
  diffPolicyVersionsSchema,
  draftPolicyForSchema,
  type GetPolicyInput,
  type GetPolicyVersionInput,
  getPolicySchema,
  getPolicyVersionSchema,
  type ListPoliciesInput,
  type ListPolicyVersionsInput,
  listPoliciesSchema,
  listPolicyVersionsSchema,
  type PolicyDiffView,
  type PolicyVersionView,
  type PolicyView,
  policyDiffViewSchema,
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
