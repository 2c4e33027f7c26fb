import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { membersAt, objectWithout } from "./json-members";

describe("an object without some members", () => {
  const rows: readonly (readonly [string, string])[] = [
    ['{"a":1}', "{}"],
    ["{ }", "{}"],
    ['{ "a" : 1 , "b" : 1.0e0 }', '{"b" : 1.0e0}'],
    ['{"b":{"a":[1,{"a":2}]},"a":[]}', '{"b":{"a":[1,{"a":2}]}}'],
    ['{"\\u0061":"}","b":"\\"{,"}', '{"b":"\\"{,"}'],
    ['{"b":9007199254740993,"a":{},"c":null\n}', '{"b":9007199254740993,"c":null}'],
  ];
  for (const [text, expected] of rows) {
    it(text, () => {
      expect(objectWithout(text, 0, (key) => key === "a")).toBe(expected);
    });
  }

  it("holds what the others held, for any object", () => {
    const object = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ stringUnit: "grapheme" }));
    fc.assert(
      fc.property(object, fc.boolean(), (value, isSpaced) => {
        const text = isSpaced ? JSON.stringify(value, null, 2) : JSON.stringify(value);
        const [first] = Object.keys(value);
        expect(membersAt(text, 0).map(({ key }) => key)).toEqual(Object.keys(value));
        const { [first ?? ""]: _, ...others } = value;
        expect(JSON.parse(objectWithout(text, 0, (key) => key === first))).toEqual(JSON.parse(JSON.stringify(others)));
      }),
      { numRuns: 500 },
    );
  });

  it("of a text that isn't whole comes to an end", () => {
    for (const text of ["{", '{"a', '{"a"', '{"a":', '{"a":[', '{"a":"\\']) membersAt(text, 0);
  });
});
