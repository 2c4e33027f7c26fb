import { describe, expect, it } from "vitest";
import { limitWindow } from "./limit-window";

describe("limit windows", () => {
  it.each([
    ["second", "sliding", { mode: "s", ms: 1000, label: "1s:sliding" }],
    ["minute", "sliding", { mode: "s", ms: 60_000, label: "60s:sliding" }],
    [60, "sliding", { mode: "s", ms: 60_000, label: "60s:sliding" }],
    ["hour", "fixed", { mode: "f", ms: 3_600_000, label: "3600s:fixed" }],
    ["day", "fixed", { mode: "f", ms: 86_400_000, label: "86400s:fixed" }],
    ["week", "fixed", { mode: "w", ms: 604_800_000, label: "week:fixed" }],
    [604_800, "fixed", { mode: "f", ms: 604_800_000, label: "604800s:fixed" }],
    ["month", "fixed", { mode: "m", ms: 2_678_400_000, label: "month:fixed" }],
    ["month", "sliding", { mode: "s", ms: 2_678_400_000, label: "2678400s:sliding" }],
  ] as const)("%s, %s", (window, algorithm, expected) => {
    expect(limitWindow({ window, algorithm })).toEqual(expected);
  });

  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuse %s seconds", (window) => {
    expect(() => limitWindow({ window, algorithm: "fixed" })).toThrow(RangeError);
  });
});
