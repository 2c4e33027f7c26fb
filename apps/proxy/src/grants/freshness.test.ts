import { expect, it } from "vitest";
import { Freshness } from "./freshness";

it("lasts for so long after what was asked last", () => {
  const freshness = new Freshness(1_000);
  expect(freshness.isFresh(1_500, 500)).toBe(true);
  expect(freshness.isFresh(1_501, 500)).toBe(false);
  freshness.verified(1_400);
  // An answer to something asked before that came late.
  freshness.verified(1_100);
  expect(freshness.isFresh(1_900, 500)).toBe(true);
  expect(freshness.isFresh(1_901, 500)).toBe(false);
});

it("never comes back to a grant that is known to have changed", () => {
  const freshness = new Freshness(1_000);
  freshness.outdated();
  freshness.verified(2_000);
  expect(freshness.isFresh(2_000, 500)).toBe(false);
});
