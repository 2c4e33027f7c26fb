import fc from "fast-check";
import { expect, test } from "vitest";
import { addEdit, type Edits, spliceJson } from "./splice-json";

function edits(...each: [path: (string | number)[], to: string][]): Edits {
  const found: Edits = new Map();
  for (const [path, to] of each) addEdit(found, path, to);
  return found;
}

test("what isn't replaced stays as it was written, numbers and all", () => {
  const text = ' { "a" : [ 1.0 , {"u\\u0072i":"x"}, -0 ] , "n":123456789012345678901e+2, "z":"}]\\"," } ';
  expect(spliceJson(text, edits([["a", 1, "uri"], 'y"'], [["z"], "q"]))).toBe(
    ' { "a" : [ 1.0 , {"u\\u0072i":"y\\""}, -0 ] , "n":123456789012345678901e+2, "z":"q" } ',
  );
});

test("a path that isn't there changes nothing", () => {
  const text = '{"a":[],"b":{},"c":1}';
  expect(spliceJson(text, edits([["a", 0], "x"], [["b", "c"], "x"], [["c", "d"], "x"], [["e"], "x"]))).toBe(text);
});

test("any string of any document is replaced where it stands, and nowhere else", () => {
  const path = (value: unknown, found: (string | number)[]): (string | number)[] | null => {
    if (typeof value === "string") return found;
    if (typeof value !== "object" || value === null) return null;
    for (const [key, item] of Object.entries(value)) {
      const deeper = path(item, [...found, Array.isArray(value) ? Number(key) : key]);
      if (deeper !== null) return deeper;
    }
    return null;
  };
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, to) => {
      const text = JSON.stringify({ value });
      const at = path({ value }, []);
      const spliced: unknown = JSON.parse(spliceJson(text, at === null ? new Map() : edits([at, to])));
      let seen = spliced;
      for (const step of at ?? []) seen = (seen as Record<string | number, unknown>)[step];
      expect(at === null ? JSON.stringify(spliced) : seen).toBe(at === null ? text : to);
    }),
  );
});
