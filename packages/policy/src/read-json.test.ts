import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "./read-json";

/** Whether `JSON.parse` takes a text: the definition that ours must not be laxer or stricter than. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const fragments = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"a"',
  '"\\u00e9"',
  "1",
  "-0",
  "1e5",
  "01",
  "1.",
  "true",
  "nul",
  "null",
  " ",
  "\n",
  "\t",
];
const oddities = ["//", "/*", "*/", "'", '"', "\\", "\u00a0", "\u2028", "\u0000", "\r", "\v", "é", "NaN", "+1"];

describe("reading a document", () => {
  it("accepts exactly what JSON.parse accepts", () => {
    const text = fc.array(fc.constantFrom(...fragments, ...oddities), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string(), fc.json()), (candidate) => {
        expect(readJson(candidate).ok).toBe(isJson(candidate));
      }),
      { numRuns: 5000 },
    );
  });

  it.each(["01", "1.", "-", "nul", "{a:1}", '"a\tb"', '"\\x"', "[1 2]", "\v{}", "\u00a0{}"])("refuses %j", (text) => {
    expect(readJson(text).ok).toBe(false);
  });

  it("reads 64 levels, and says so of 65", () => {
    expect(readJson("[".repeat(64) + "]".repeat(64)).ok).toBe(true);
    expect(readJson("[".repeat(65) + "]".repeat(65)).ok).toBe(false);
  });

  it("reads 1 MiB, counted in bytes", () => {
    const text = `"${"é".repeat(524_287)}"`;
    expect(readJson(text).ok).toBe(true);
    expect(readJson(`${text} `).ok).toBe(false);
  });

  it("takes CR, LF and CR LF for one line end each", () => {
    const read = readJson('{"a":1,\r"a":1,\n"a":1,\r\n"a":1}');
    expect(read.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });
});
