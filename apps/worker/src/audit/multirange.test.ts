import { expect, test } from "vitest";
import { multirange } from "./multirange";

test.each([
  [[], "{}"],
  [[5], "{[5,6)}"],
  [[3, 1, 2], "{[1,4)}"],
  [[7, 1, 2, 2, 9, 8, 7], "{[1,3),[7,10)}"],
  [[9_007_199_254_740_990, 0], "{[0,1),[9007199254740990,9007199254740991)}"],
])("%j is %s", (numbers, text) => {
  expect(multirange(numbers)).toBe(text);
});
