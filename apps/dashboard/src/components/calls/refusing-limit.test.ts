import { expect, it } from "vitest";
import { refusingLimit } from "./refusing-limit";

const CALL = {
  at: "2026-11-22T12:00:00.000Z",
  decision: "rate_limited",
  rule: "/tools/x/limits/1",
  would: null,
  retry_after_ms: 23_500,
  limits: [
    { pointer: "/tools/x/limits/0", counter: "x_day", max: 90, window: "day" },
    { pointer: "/tools/x/limits/1", counter: "x_rate", max: 10, window: "minute" },
  ],
};

it("is the one that the rule points at, with the moment it has room again", () => {
  expect(refusingLimit(CALL)).toEqual({ words: "x_rate: 10 a minute", roomAt: "2026-11-22T12:00:23.500Z" });
});

it("is told of a call in shadow mode too, which didn't have to wait", () => {
  const shadowed = { ...CALL, decision: "allow", would: { decision: "rate_limited" }, retry_after_ms: null };
  expect(refusingLimit(shadowed)).toEqual({ words: "x_rate: 10 a minute", roomAt: null });
});

it("is none for a call that no limit refused, or a row of another version", () => {
  expect(refusingLimit({ ...CALL, decision: "deny" })).toBeNull();
  expect(refusingLimit({ ...CALL, rule: "/tools/y" })).toBeNull();
  expect(refusingLimit({ ...CALL, limits: null })).toBeNull();
  expect(refusingLimit({ ...CALL, limits: [null, { pointer: CALL.rule, counter: 3 }] })).toBeNull();
});
