import { expect, it } from "vitest";
import { isJsonObject, ownMember } from "./json-value";

it("nothing inherited is read as if the sender had written it", () => {
  expect(ownMember({}, "toString")).toBeUndefined();
  expect(ownMember(JSON.parse('{"__proto__":1}'), "__proto__")).toBe(1);
});

it("an object is neither null nor an array", () => {
  expect([{}, null, [], "x", 1, undefined].map(isJsonObject)).toEqual([true, false, false, false, false, false]);
});
