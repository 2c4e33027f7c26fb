import { parsePolicy } from "@policylayer/policy";
import { expect, it } from "vitest";
import refusals from "./refusals.json";

it("the policy that the refusals are of can be saved", () => {
  const parsed = parsePolicy(JSON.stringify(refusals.policy));
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
});
