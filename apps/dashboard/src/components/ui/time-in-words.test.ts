import { expect, it } from "vitest";
import { ageInWords, clockTime, exactTimeUtc } from "./time-in-words";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const at = (ms: number) => new Date(NOW + ms).toISOString();

it.each([
  [-1_000, "just now"],
  [20_000, "in a moment"],
  [-60_000, "1 min ago"],
  [-59 * 60_000, "59 min ago"],
  [-3 * 3_600_000, "3 h ago"],
  [-86_400_000, "1 day ago"],
  [90 * 60_000, "in 2 h"],
  [7 * 86_400_000, "in 7 days"],
  [-40 * 86_400_000, "2026-10-13"],
])("%i ms from now reads %s", (offset, words) => {
  expect(ageInWords(at(offset), NOW)).toBe(words);
});

it("tells the exact time with its zone", () => {
  expect(exactTimeUtc("2026-11-22T13:06:05.123Z")).toBe("2026-11-22 13:06:05 UTC");
});

it("leaves the day out of a clock time today only", () => {
  const now = new Date(2026, 10, 22, 12);
  expect(clockTime(new Date(2026, 10, 22, 9, 5, 7).toISOString(), now)).toBe("09:05:07");
  expect(clockTime(new Date(2026, 10, 21, 9, 5, 7).toISOString(), now)).toBe("21 Nov, 09:05");
});
