import { argumentExamples } from "./policy-examples-arguments";
import { limitExamples } from "./policy-examples-limits";
import { ruleExamples } from "./policy-examples-rules";

/** A complete document that can be saved, with tests in it that pass: what the reference page shows beside a feature. */
export interface PolicyExample {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what the policy does. */
  readonly description: string;
  /** What it is an example of: `Rule.deny_if`, `Limit.per`, `op regex`, `fact time.hour`. */
  readonly shows: readonly string[];
  /** The document as text, as it would be saved. */
  readonly document: string;
}

/** An example before its document is written out. */
export interface ExampleSource extends Omit<PolicyExample, "document"> {
  readonly document: Readonly<Record<string, unknown>>;
}

/** One example for each feature, in the order of the reference. */
export function policyExamples(): readonly PolicyExample[] {
  return [...ruleExamples, ...argumentExamples, ...limitExamples].map((example) => {
    return { ...example, document: JSON.stringify({ version: "1", ...example.document }, null, 2) };
  });
}
