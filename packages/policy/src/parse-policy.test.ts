import { describe, expect, it } from "vitest";
import { badDocuments } from "./fixtures/bad-documents";
import { parsePolicy, parsePolicyValue } from "./parse-policy";
import type { PolicyProblem } from "./policy-problem";

function problemsOf(text: string): readonly PolicyProblem[] {
  const parsed = parsePolicy(text);
  return parsed.ok ? [] : parsed.problems;
}

describe("a document that can't be saved says where and what to do:", () => {
  it.each(badDocuments)("%s", (_, text, pointer, line, column, code, message) => {
    expect(problemsOf(text)).toEqual([{ pointer, line, column, message, code }]);
  });

  it("names every problem at once, in the order of the text", () => {
    const text = `{
  "default": "dent",
  "tools": {
    "a": {"limits": [{"counter": "c", "widnow": "minute", "max": 1}]},
    "__proto__": {"action": "dney"},
    "b": {"reason": "no"}
  },
  "hide": ["x", "x"]
}`;
    expect(problemsOf(text).map(({ pointer, line, column, code }) => [pointer, line, column, code])).toEqual([
      ["", 1, 1, "missing_field"],
      ["/default", 2, 14, "invalid_value"],
      ["/tools/a/limits/0", 4, 22, "missing_field"],
      ["/tools/a/limits/0/widnow", 4, 39, "unknown_field"],
      ["/tools/__proto__/action", 5, 29, "invalid_value"],
      ["/tools/b/reason", 6, 21, "contradiction"],
      ["/hide/1", 8, 17, "duplicate"],
    ]);
  });

  it("names one mistake of syntax on each line", () => {
    expect(problemsOf('{"version": \'1\',\n"default" "deny",\n}').map(({ line, column }) => [line, column])).toEqual([
      [1, 13],
      [2, 11],
      [3, 1],
    ]);
  });

  it("stops at a hundred problems", () => {
    const fields = Array.from({ length: 60_000 }, (_, i) => `"x${i}": 0`).join();
    expect(problemsOf(`{"version": "1", "default": "deny", ${fields}}`)).toHaveLength(100);
  });

  it("is too large when its canonical form is, though the text as written isn't", () => {
    const limits = Array.from({ length: 20 }, (_, i) => `{"counter":"c${i}","window":60,"max":1}`).join();
    const tools = Array.from({ length: 1000 }, (_, i) => `"t${i}":{"limits":[${limits}]}`).join();
    const text = `{"version":"1","default":"deny","tools":{${tools}}}`;
    expect(text.length).toBeLessThan(1_048_576);
    expect(problemsOf(text).map(({ code }) => code)).toEqual(["too_large"]);
  });
});

describe("a document that arrives as a value", () => {
  it("is placed in its own indented text", () => {
    const value = { version: "1", default: "deny", tools: { a: { rate_limit: { max: 10 } } } };
    const parsed = parsePolicyValue(value);
    expect(parsed).toEqual({
      ok: false,
      problems: [
        {
          pointer: "/tools/a/rate_limit",
          line: 6,
          column: 21,
          code: "missing_field",
          message: expect.stringContaining("`window` is missing"),
        },
      ],
    });
  });

  it.each([undefined, null, 5, 5n, () => null, [], nested(100_000)])("is refused, not thrown at: %#", (value) => {
    expect(parsePolicyValue(value).ok).toBe(false);
  });
});

function nested(depth: number): unknown {
  let value: unknown = null;
  for (let i = 0; i < depth; i += 1) value = [value];
  return value;
}
