import { expect, test } from "vitest";
import { RateWindow } from "./rate-window";

test("a key has so many in a window, each key by itself", () => {
  const rate = new RateWindow(2, 1_000, 10);
  expect([rate.take("a", 0), rate.take("a", 1), rate.take("a", 999), rate.take("b", 999)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(rate.take("a", 1_000)).toBe(true);
});
