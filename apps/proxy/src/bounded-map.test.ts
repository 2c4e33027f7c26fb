import { expect, test } from "vitest";
import { BoundedMap } from "./bounded-map";

test("forgets what was used longest ago", () => {
  const forgotten: number[] = [];
  const map = new BoundedMap<string, number>(2, (value) => forgotten.push(value));
  map.set("a", 1);
  map.set("b", 2);
  expect(map.get("a")).toBe(1);
  map.set("c", 3);
  expect(map.get("b")).toBeUndefined();
  expect([...map.values()]).toEqual([1, 3]);
  expect(forgotten).toEqual([2]);
});

test("setting a key again doesn't count twice", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("b", 3);
  expect([map.get("a"), map.get("b"), map.size]).toEqual([1, 3, 2]);
});
