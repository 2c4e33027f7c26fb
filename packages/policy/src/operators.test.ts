import { describe, expect, it } from "vitest";
import { verdict } from "./fixtures/judge";
import { callWithText } from "./fixtures/tool-call";
import { operatorNames } from "./operators";

type Outcome = "true" | "false" | "argument_type" | "unsafe_number";

/** What one comparison with `args.x` makes of a text of arguments, read off three rules that must agree on it. */
function outcomeOf(op: string, value: unknown, args: string): Outcome | string {
  const condition = { path: "args.x", op, ...(value === undefined ? {} : { value }) };
  const call = callWithText(args);
  const [required] = verdict({ require: [condition] }, call);
  const [denied] = verdict({ deny_if: [{ conditions: [condition] }] }, call);
  const [negated] = verdict({ require: [{ not: condition }] }, call);
  if (required === "allowed" && denied === "deny_if_matched" && negated === "require_failed") return "true";
  if (required === "require_failed" && denied === "allowed" && negated === "allowed") return "false";
  return required === denied && denied === negated ? required : `${required} ${denied} ${negated}`;
}

const values: Record<string, string> = {
  missing: "{}",
  null: '{"x": null}',
  text: '{"x": "abc"}',
  "empty text": '{"x": ""}',
  "numeric text": '{"x": "5"}',
  number: '{"x": 5}',
  fraction: '{"x": 5.5}',
  zero: '{"x": -0}',
  "inexact number": '{"x": 9007199254740993}',
  true: '{"x": true}',
  list: '{"x": ["abc"]}',
  "empty list": '{"x": []}',
  object: '{"x": {}}',
};

const T = "argument_type";
const U = "unsafe_number";
/** In the order of `values`. */
// biome-ignore format: one operator a row
const table: [op: string, value: unknown, outcomes: string[]][] = [
  //                       missing  null     text     ""       "5"      5        5.5      -0       2^53+1   true     list     []       {}
  ["eq", "abc",           ["false", "false", "true",  "false", "false", T,       T,       T,       U,       T,       T,       T,       T]],
  ["eq", 5,               ["false", "false", T,       T,       T,       "true",  "false", "false", U,       T,       T,       T,       T]],
  ["eq", 0,               ["false", "false", T,       T,       T,       "false", "false", "true",  U,       T,       T,       T,       T]],
  ["eq", true,            ["false", "false", T,       T,       T,       T,       T,       T,       U,       "true",  T,       T,       T]],
  ["neq", "abc",          ["true",  "true",  "false", "true",  "true",  T,       T,       T,       U,       T,       T,       T,       T]],
  ["neq", 5,              ["true",  "true",  T,       T,       T,       "false", "true",  "true",  U,       T,       T,       T,       T]],
  ["in", ["abc", "5"],    ["false", "false", "true",  "false", "true",  T,       T,       T,       U,       T,       T,       T,       T]],
  ["in", ["abc", 5],      ["false", "false", "true",  "false", "false", "true",  "false", "false", U,       T,       T,       T,       T]],
  ["not_in", ["abc"],     ["true",  "true",  "false", "true",  "true",  T,       T,       T,       U,       T,       T,       T,       T]],
  ["not_in", [5],         ["true",  "true",  T,       T,       T,       "false", "true",  "true",  U,       T,       T,       T,       T]],
  ["lt", 5,               ["false", "false", T,       T,       T,       "false", "false", "true",  U,       T,       T,       T,       T]],
  ["lte", 5,              ["false", "false", T,       T,       T,       "true",  "false", "true",  U,       T,       T,       T,       T]],
  ["gt", 5,               ["false", "false", T,       T,       T,       "false", "true",  "false", U,       T,       T,       T,       T]],
  ["gte", 5,              ["false", "false", T,       T,       T,       "true",  "true",  "false", U,       T,       T,       T,       T]],
  ["lt", "abc",           ["false", "false", "false", "true",  "true",  T,       T,       T,       U,       T,       T,       T,       T]],
  ["gte", "abc",          ["false", "false", "true",  "false", "false", T,       T,       T,       U,       T,       T,       T,       T]],
  ["regex", "b|^$",       ["false", "false", "true",  "true",  "false", T,       T,       T,       U,       T,       T,       T,       T]],
  ["contains", "b",       ["false", "false", "true",  "false", "false", T,       T,       T,       U,       T,       "false", "false", T]],
  ["contains", "abc",     ["false", "false", "true",  "false", "false", T,       T,       T,       U,       T,       "true",  "false", T]],
  ["contains", 5,         ["false", "false", T,       T,       T,       T,       T,       T,       U,       T,       T,       "false", T]],
  ["exists", undefined,   ["false", "false", "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true"]],
  ["exists", true,        ["false", "false", "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true",  "true"]],
  ["exists", false,       ["true",  "true",  "false", "false", "false", "false", "false", "false", "false", "false", "false", "false", "false"]],
  ["starts_with", "ab",   ["false", "false", "true",  "false", "false", T,       T,       T,       U,       T,       T,       T,       T]],
  ["ends_with", "bc",     ["false", "false", "true",  "false", "false", T,       T,       T,       U,       T,       T,       T,       T]],
  ["glob", "a?*",         ["false", "false", "true",  "false", "false", T,       T,       T,       U,       T,       T,       T,       T]],
  ["length_lte", 1,       ["false", "false", "false", "true",  "true",  T,       T,       T,       U,       T,       "true",  "true",  T]],
  ["length_gte", 1,       ["false", "false", "true",  "false", "true",  T,       T,       T,       U,       T,       "true",  "false", T]],
  ["type", "string",      ["false", "false", "true",  "true",  "true",  "false", "false", "false", U,       "false", "false", "false", "false"]],
  ["type", "number",      ["false", "false", "false", "false", "false", "true",  "true",  "true",  U,       "false", "false", "false", "false"]],
  ["type", "integer",     ["false", "false", "false", "false", "false", "true",  "false", "true",  U,       "false", "false", "false", "false"]],
  ["type", "boolean",     ["false", "false", "false", "false", "false", "false", "false", "false", U,       "true",  "false", "false", "false"]],
  ["type", "array",       ["false", "false", "false", "false", "false", "false", "false", "false", U,       "false", "true",  "true",  "false"]],
  ["type", "object",      ["false", "false", "false", "false", "false", "false", "false", "false", U,       "false", "false", "false", "true"]],
];

describe("an operator", () => {
  const cells = table.flatMap(([op, value, outcomes]) =>
    Object.entries(values).map(([name, args], i) => ({ op, value, name, args, outcome: outcomes[i] })),
  );

  it.each(cells)("$op $value of $name is $outcome", ({ op, value, args, outcome }) => {
    expect(outcomeOf(op, value, args)).toBe(outcome);
  });

  it("has a row in the table", () => {
    expect([...new Set(table.map(([op]) => op))].toSorted()).toEqual([...operatorNames].toSorted());
  });

  it("compares by exact code points, and counts them", () => {
    expect(outcomeOf("eq", "é", '{"x": "e\u0301"}')).toBe("false");
    expect(outcomeOf("length_lte", 1, '{"x": "🜁"}')).toBe("true");
    expect(outcomeOf("length_gte", 2, '{"x": "🜁"}')).toBe("false");
    expect(outcomeOf("glob", "?", '{"x": "🜁"}')).toBe("true");
    expect(outcomeOf("regex", "^.$", '{"x": "🜁"}')).toBe("true");
  });

  it("contains takes no item for another type's, and null for none", () => {
    expect(outcomeOf("contains", "5", '{"x": ["5", 5]}')).toBe("argument_type");
    expect(outcomeOf("contains", "5", '{"x": ["5", ["5"]]}')).toBe("argument_type");
    expect(outcomeOf("contains", "5", '{"x": ["5", null]}')).toBe("true");
    expect(outcomeOf("contains", 5, '{"x": [4, 5]}')).toBe("true");
    expect(outcomeOf("contains", 5, '{"x": [5, 5.0000000000000001]}')).toBe("unsafe_number");
    expect(outcomeOf("contains", true, '{"x": [false, true]}')).toBe("true");
  });
});
