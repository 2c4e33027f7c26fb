import { expect, it } from "vitest";
import { newId, timeOfId } from "./new-id";

it("carries its prefix and its time, and sorts by time", () => {
  const before = Date.now();
  const ids = Array.from({ length: 50 }, () => newId("call"));
  const after = Date.now();
  for (const id of ids) {
    expect(id).toMatch(/^call_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(timeOfId(id)).toBeGreaterThanOrEqual(before);
    expect(timeOfId(id)).toBeLessThanOrEqual(after);
  }
  expect([...ids].sort()).toEqual(ids);
  expect(() => timeOfId("call_nonsense")).toThrow();
});
