import { expect, test } from "vitest";
import { restartDelayMs } from "./restart-delay";

test("each further death within a minute doubles the wait, and the fifth is the last", () => {
  const deaths = [0, 1_000, 2_000, 3_000, 59_999];
  expect(deaths.map((_, index) => restartDelayMs(deaths.slice(0, index + 1)))).toEqual([250, 500, 1_000, 2_000, null]);
});

test("deaths more than a minute ago don't count", () => {
  expect(restartDelayMs([0, 1_000, 2_000, 3_000, 60_000])).toBe(2_000);
  expect(restartDelayMs([0, 1_000, 2_000, 3_000, 90_000])).toBe(250);
});
