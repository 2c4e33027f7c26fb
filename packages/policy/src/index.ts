export {
  refuseApprovalBacklog,
  refuseByPerson,
  refuseUnreadableRequest,
  refuseUntilApproved,
} from "./approval-refusals";
export { type ArgumentMismatch, type ArgumentSchema, compileArgumentSchema } from "./argument-schema";
export type { Json } from "./canonical-json";
export { type CompiledPolicy, compilePolicy } from "./compile-policy";
export { compileStoredPolicy } from "./compile-stored-policy";
export { decideCall } from "./decide-call";
export type {
  Allowance,
  ApprovalSettings,
  AskedApproval,
  Decision,
  EnforcedDecision,
  LimitRefusal,
  Refusal,
  ShadowAllowance,
} from "./decision";
export { type DraftDescription, type DraftedTool, describeDraft } from "./describe-draft";
export { type DocumentChange, diffDocuments } from "./diff-documents";
export { draftPolicy } from "./draft-policy";
export { type Explanation, explainCall } from "./explain-call";
export type { LimitCheck, LimitScope, LimitWindow, Reservation } from "./limit-check";
export { listLimits, type PolicyLimit } from "./list-limits";
export { parsePolicy, parsePolicyValue } from "./parse-policy";
export type { Plan, RefusePlan, ReservePlan } from "./plan";
export {
  explainAccess,
  isAccessListed,
  planPrompt,
  planResource,
  planServerRequest,
  type ResourceAccess,
} from "./plan-access";
export { isListed, planApproved, planCall } from "./plan-call";
export type {
  Access,
  Approval,
  ApproveClause,
  Condition,
  DenyClause,
  Limit,
  PolicyDocument,
  PolicyTest,
  Requirement,
  Rule,
  ServerRequests,
} from "./policy-document";
export { type PolicyExample, policyExamples } from "./policy-examples";
export type { PolicyProblem, ProblemCode } from "./policy-problem";
export { policyReference, type ReferenceEntry } from "./policy-reference";
export { policyDocumentSchema, policyJsonSchema } from "./policy-schema";
export type { ParsedPolicy } from "./read-policy";
export { type ReasonCode, reasonCodes } from "./reason-codes";
export { type RatedTool, type RecommendedRule, recommendedDocument, recommendRule } from "./recommend-rule";
export { type RiskClass, riskClasses } from "./risk-class";
export { type PolicyTestResult, runPolicyTests, type TestedTool } from "./run-policy-tests";
export type { CallFacts, JsonObject, ListedTool, ToolCall } from "./tool-call";
export { canonicalText, definitionText } from "./tool-definition/definition-text";
export { estimateTokens } from "./tool-definition/estimate-tokens";
export {
  type DefinitionFinding,
  type FindingCode,
  findingCodes,
  type Severity,
  severities,
} from "./tool-definition/finding";
export { codePoint, revealHidden, splitHidden, type TextPart } from "./tool-definition/hidden-characters";
export { type SiblingNames, siblingNames } from "./tool-definition/lookalike-names";
export { isRespaced, toolChanges, toolFlags } from "./tool-definition/tool-changes";
export type { ExplainedCondition, ExplainedRule } from "./trace";
