import { type PolicyExample, type PolicyTest, parsePolicy, runPolicyTests } from "@policylayer/policy";

/** One test of an example, with what the judge decided of it. */
export interface JudgedCall {
  readonly call: string;
  /** As JSON; null without arguments. */
  readonly args: string | null;
  /** Who calls, when: in words; null when that doesn't matter. */
  readonly as: string | null;
  readonly decision: string;
  readonly code: string;
  readonly rule: string | null;
  /** What the agent is told; null when the call goes through. */
  readonly message: string | null;
}

export interface JudgedExample extends PolicyExample {
  readonly calls: readonly JudgedCall[];
}

/** Judges an example's tests by the code that judges calls. Throws for one that is not a policy: the page must not show it. */
export function judgeExample(example: PolicyExample): JudgedExample {
  const parsed = parsePolicy(example.document);
  if (!parsed.ok) throw new Error(`the example ${example.id} can't be saved: ${parsed.problems[0]?.message}`);
  const tests = parsed.document.tests ?? [];
  const calls = runPolicyTests(parsed.document).map(({ index, isPassed, decision }): JudgedCall => {
    const test = tests[index];
    if (test === undefined || !isPassed) throw new Error(`test ${index} of the example ${example.id} fails`);
    return {
      call: test.call,
      args: test.args === undefined ? null : JSON.stringify(test.args),
      as: test.as === undefined ? null : asInWords(test.as),
      decision: decision.decision,
      code: decision.code,
      rule: decision.rule,
      message: "message" in decision ? decision.message : null,
    };
  });
  return { ...example, calls };
}

function asInWords(as: NonNullable<PolicyTest["as"]>): string {
  return Object.entries(as)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}
