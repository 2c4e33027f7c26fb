import { describe, expect, it } from "vitest";
import { scanJson } from "./scan-json";

describe("scanning a JSON body", () => {
  it.each(['{"a":[1,-0.5e+10,true,null,"\\u00e9\\n"],"b":{}}', "[]", ' "x" ', "0", '{"__proto__":1}'])(
    "reads %s",
    (text) => {
      const scanned = scanJson(text);
      expect(scanned).toMatchObject({ ok: true, value: JSON.parse(text) });
    },
  );

  it("says where the members of the outermost object stand", () => {
    const text = '{ "name": "x",\n  "document" : {"document": 1} }';
    const scanned = scanJson(text);
    if (!scanned.ok) throw new Error(scanned.detail);
    expect([...scanned.members.keys()]).toEqual(["name", "document"]);
    const range = scanned.members.get("document");
    expect(text.slice(range?.start, range?.end)).toBe('{"document": 1}');
  });

  it.each([
    ['{"a":1,}', 1, 8],
    ['{"a" 1}', 1, 6],
    ['{\n  "a": tru\n}', 2, 8],
    ['{\n  "a": 1\n  "b": 2}', 3, 3],
    ["{'a':1}", 1, 2],
    ['{"a":01}', 1, 6],
    ['{"a":1.}', 1, 6],
    ['["a\u0001"]', 1, 2],
    ['{"a":1}}', 1, 8],
    ["[1,2", 1, 5],
    ["", 1, 1],
    ['"\\x"', 1, 1],
    ['{"a":1,\n"\\u0061":2}', 2, 1],
    ['[{"x":{"y":1,"y":1}}]', 1, 14],
  ])("refuses %j at line %d, column %d", (text, line, column) => {
    expect(scanJson(text)).toMatchObject({ ok: false, line, column });
  });

  it("agrees with JSON.parse on what is JSON, for every cut of a text", () => {
    const text = '{"a":[1,{"b":"c\\"d"},-2.5e3],"e":null}';
    for (let end = 0; end <= text.length; end++) {
      expect(scanJson(text.slice(0, end)).ok, text.slice(0, end)).toBe(end === text.length);
    }
  });

  it("refuses what is nested too deep, and stays on its feet far beyond", () => {
    expect(scanJson("[".repeat(64) + "]".repeat(64)).ok).toBe(true);
    expect(scanJson("[".repeat(66) + "]".repeat(66))).toMatchObject({ ok: false });
    expect(scanJson("[".repeat(500_000))).toMatchObject({ ok: false });
  });

  it("reads a string of a mebibyte", () => {
    expect(scanJson(`{"a":"${'\\"x'.repeat(350_000)}"}`).ok).toBe(true);
  });
});
