import { describe, expect, it } from "vitest";
import { canonicalText, definitionText } from "./definition-text";

describe("canonical JSON", () => {
  it("is the example of RFC 8785", () => {
    const value = {
      numbers: JSON.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]"),
      string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts keys by UTF-16 code units, at every depth", () => {
    const value = {
      "\u20ac": 1,
      "\r": 2,
      "\ufb33": 3,
      "1": 4,
      "\ud83d\ude00": 5,
      "\u0080": 6,
      "\u00f6": { b: 1, a: 2 },
    };
    expect(canonicalText(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":{"a":2,"b":1},"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it("writes a key named __proto__ like any other", () => {
    expect(canonicalText(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}');
  });

  it("leaves out fields that are undefined and refuses what JSON can't hold", () => {
    expect(canonicalText({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(() => canonicalText({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalText([() => 1])).toThrow(TypeError);
  });
});

describe("what is pinned of a tool", () => {
  it("is what a model is told, and the page shown for it", () => {
    const tool = {
      name: "a",
      inputSchema: {},
      icons: [],
      execution: {},
      _meta: { ui: { resourceUri: "ui://a" }, x: 1 },
    };
    expect(definitionText(tool)).toBe('{"_meta":{"ui":{"resourceUri":"ui://a"}},"inputSchema":{},"name":"a"}');
  });

  it("is its own: what a prototype brings isn't said by the server", () => {
    expect(definitionText(JSON.parse('{"name":"a","__proto__":{"title":"b"}}'))).toBe('{"name":"a"}');
  });

  it("is nothing for a number beyond a double or a depth beyond reason: equal to no definition", () => {
    expect(definitionText(JSON.parse('{"name":"a","inputSchema":{"maximum":1e999}}'))).toBeNull();
    let deep: object = {};
    for (let n = 0; n < 20_000; n += 1) deep = { a: deep };
    expect(definitionText({ name: "a", inputSchema: deep })).toBeNull();
  });
});
