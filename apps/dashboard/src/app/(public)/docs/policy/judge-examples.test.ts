import { policyExamples } from "@policylayer/policy";
import { expect, it } from "vitest";
import { judgeExample } from "./judge-examples";

it.each(policyExamples().map((example) => [example.id, example] as const))("judges the example %s", (_, example) => {
  const { calls } = judgeExample(example);
  expect(calls.length).toBeGreaterThan(0);
  for (const { decision, message } of calls) expect(message === null).toBe(decision === "allow");
});

it("shows nothing that can't be saved, and no test that fails", () => {
  const [example] = policyExamples();
  if (example === undefined) throw new Error("there are no examples");
  expect(() => judgeExample({ ...example, document: '{"version":"1"}' })).toThrow(/can't be saved/);
  const failing = '{"version":"1","default":"deny","tests":[{"call":"a","expect":"allow"}]}';
  expect(() => judgeExample({ ...example, document: failing })).toThrow(/can't be saved/);
});
