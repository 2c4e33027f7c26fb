import type { PolicyDocument } from "./policy-document";
import type { Finding } from "./policy-problem";
import { runPolicyTests } from "./run-policy-tests";

/** The document's own tests that don't come out as they say, with what was decided instead and by which rule. */
export function findFailingTests(document: PolicyDocument): readonly Finding[] {
  return runPolicyTests(document).flatMap(({ index, name, isPassed, decision }): Finding[] => {
    const test = document.tests?.[index];
    if (isPassed || test === undefined) return [];
    const wanted = test.rule === undefined ? `"${test.expect}"` : `"${test.expect}" by ${test.rule}`;
    const by = decision.rule === null ? "" : ` by ${decision.rule}`;
    const which = name === null ? `Test ${index}` : `The test "${name}"`;
    const message = `${which} expects ${wanted}, but the call is decided "${decision.decision}"${by} (${decision.code}).`;
    return [{ path: ["tests", index], at: "value", code: "test_failed", message }];
  });
}
