import { expect, it } from "vitest";
import { limitLines } from "./limit-lines";

it("says a limit in words", () => {
  const limit = { pointer: "/tools/x/limits/0", counter: "x_rate", max: 10, window: "minute" };
  expect(limitLines([limit, { ...limit, window: 90, remaining: 0 }])).toEqual([
    "x_rate: 10 a minute",
    "x_rate: 10 in 90 seconds, 0 left",
  ]);
});

it("shows what it doesn't understand as it is", () => {
  expect(limitLines(null)).toEqual([]);
  expect(limitLines([{ budget: 3 }, "x"])).toEqual(['{"budget":3}', '"x"']);
  expect(limitLines({ counter: "x" })).toEqual(['{"counter":"x"}']);
});
