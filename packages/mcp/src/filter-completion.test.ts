import { expect, test } from "vitest";
import { filterCompletion } from "./filter-completion";

test("values that may not be told are gone, and so is their number", () => {
  const result = { completion: { values: ["a", "b"], total: 7, hasMore: true }, _meta: { x: 1 } };
  expect(filterCompletion(result, (value) => value === "a")).toEqual({
    completion: { values: ["a"], hasMore: true },
    _meta: { x: 1 },
  });
  expect(filterCompletion(result, () => true)).toBe(result);
});

test.each([null, [], {}, { completion: [] }, { completion: { values: {} } }, { completion: { values: ["a", 1] } }])(
  "%j can't be filtered",
  (result) => expect(filterCompletion(result, () => true)).toBeNull(),
);
