export { CLASSIFIER_VERSION } from "./classifier-version";
export { classifyTool } from "./classify-tool";
export type { Language } from "./lexicon/verb-kind";
export {
  type Classification,
  type Evidence,
  type RiskClass,
  type RiskEffect,
  riskClasses,
  riskEffects,
  type Severity,
  severities,
  type ToolFacts,
} from "./risk-class";
export { splitName } from "./split-name";
export { withClass } from "./with-class";
