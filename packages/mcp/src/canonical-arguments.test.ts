import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalArguments } from "./canonical-arguments";

describe("canonical arguments", () => {
  it.each([
    ["the order of keys", '{"a":1,"b":{"c":2,"d":3}}', '{"b":{"d":3,"c":2},"a":1}'],
    ["white space", '{"a":[1,2]}', ' { "a" : [ 1 ,\n2 ] } '],
    ["escapes", '{"a":"é/\\""}', '{"\\u0061":"\\u00e9\\/\\u0022"}'],
    ["the spelling of a number", '{"a":1000,"b":-0.5,"c":0}', '{"a":1.0e3,"b":-5E-1,"c":0.00}'],
  ])("are the same whatever %s", (_, one, other) => {
    expect(canonicalArguments(other)).toBe(canonicalArguments(one));
  });

  it.each([
    ["numbers that a double takes for one", '{"a":9007199254740993}', '{"a":9007199254740992}'],
    ["a fraction more", '{"a":0.1}', '{"a":0.1000000000000000055}'],
    ["zero and minus zero", '{"a":0}', '{"a":-0}'],
    ["a number and its text", '{"a":1}', '{"a":"1"}'],
    ["a number and the text it is marked by", '{"a":1}', '{"a":"n1e0"}'],
    ["powers beyond any number", '{"a":1e99999999999999}', '{"a":1e99999999999998}'],
    ["null and no field", '{"a":null}', "{}"],
    ["none and empty ones", null, "{}"],
    ["the order of a list", '{"a":[1,2]}', '{"a":[2,1]}'],
    ["a field called __proto__", '{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}'],
    ["two texts", '{"a":"x"}', '{"a":"y"}'],
  ])("differ for %s", (_, one, other) => {
    expect(canonicalArguments(one)).not.toBe(canonicalArguments(other));
  });

  it("tell any two values apart, and only those", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other] = [JSON.stringify({ a }), JSON.stringify({ a: b })];
        expect(canonicalArguments(one) === canonicalArguments(other)).toBe(one === other || sorted(a) === sorted(b));
        expect(canonicalArguments(JSON.stringify({ a }, null, 2))).toBe(canonicalArguments(one));
      }),
    );
  });
});

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
