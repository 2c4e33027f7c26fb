import { describe, expect, it } from "vitest";
import { verdict } from "./fixtures/judge";
import { callWithText } from "./fixtures/tool-call";
import { type Operator, operatorNames, valueTypeNames } from "./operators";

type Outcome = "true" | "false" | "argument_type" | "unsafe_number";

/** What one comparison with `args.x` makes of a text of arguments, read off four rules that must agree on it. */
function outcomeOf(op: string, value: unknown, args: string): Outcome | string {
  const condition = { path: "args.x", op, ...(value === undefined ? {} : { value }) };
  const call = callWithText(args);
  const [required] = verdict({ require: [condition] }, call);
  const [denied] = verdict({ deny_if: [{ conditions: [condition] }] }, call);
  const [negated] = verdict({ require: [{ not: condition }] }, call);
  const [asked] = verdict({ approve_if: [{ conditions: [condition] }] }, call);
  const codes = [required, denied, negated, asked];
  const is = (...expected: string[]) => expected.every((code, n) => code === codes[n]);
  if (is("allowed", "deny_if_matched", "require_failed", "approval_required")) return "true";
  if (is("require_failed", "allowed", "allowed", "allowed")) return "false";
  return new Set(codes).size === 1 ? required : codes.join(" ");
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
  false: '{"x": false}',
  list: '{"x": ["abc"]}',
  "empty list": '{"x": []}',
  object: '{"x": {}}',
};

const Y = "true";
const N = "false";
const T = "argument_type";
const U = "unsafe_number";
/** In the order of `values`. */
// biome-ignore format: one operator a row
const table: [op: string, value: unknown, outcomes: string[]][] = [
  // missing, null, text, "", "5", 5, 5.5, -0, 2^53+1, true, false, list, [], {}
  ["eq", "abc",            [N, N, Y, N, N, T, T, T, U, T, T, T, T, T]],
  ["eq", 5,                [N, N, T, T, T, Y, N, N, U, T, T, T, T, T]],
  ["eq", 0,                [N, N, T, T, T, N, N, Y, U, T, T, T, T, T]],
  ["eq", true,             [N, N, T, T, T, T, T, T, U, Y, N, T, T, T]],
  ["eq", false,            [N, N, T, T, T, T, T, T, U, N, Y, T, T, T]],
  ["neq", "abc",           [Y, Y, N, Y, Y, T, T, T, U, T, T, T, T, T]],
  ["neq", 5,               [Y, Y, T, T, T, N, Y, Y, U, T, T, T, T, T]],
  ["neq", true,            [Y, Y, T, T, T, T, T, T, U, N, Y, T, T, T]],
  ["in", ["abc", "5"],     [N, N, Y, N, Y, T, T, T, U, T, T, T, T, T]],
  ["in", ["abc", 5],       [N, N, Y, N, N, Y, N, N, U, T, T, T, T, T]],
  ["in", [5],              [N, N, T, T, T, Y, N, N, U, T, T, T, T, T]],
  ["in", [true],           [N, N, T, T, T, T, T, T, U, Y, N, T, T, T]],
  ["in", ["abc", 5, true], [N, N, Y, N, N, Y, N, N, U, Y, N, T, T, T]],
  ["not_in", ["abc"],      [Y, Y, N, Y, Y, T, T, T, U, T, T, T, T, T]],
  ["not_in", [5],          [Y, Y, T, T, T, N, Y, Y, U, T, T, T, T, T]],
  ["not_in", [true],       [Y, Y, T, T, T, T, T, T, U, N, Y, T, T, T]],
  ["not_in", ["abc", 5],   [Y, Y, N, Y, Y, N, Y, Y, U, T, T, T, T, T]],
  ["lt", 5,                [N, N, T, T, T, N, N, Y, U, T, T, T, T, T]],
  ["lte", 5,               [N, N, T, T, T, Y, N, Y, U, T, T, T, T, T]],
  ["gt", 5,                [N, N, T, T, T, N, Y, N, U, T, T, T, T, T]],
  ["gte", 5,               [N, N, T, T, T, Y, Y, N, U, T, T, T, T, T]],
  ["lt", "abc",            [N, N, N, Y, Y, T, T, T, U, T, T, T, T, T]],
  ["lte", "abc",           [N, N, Y, Y, Y, T, T, T, U, T, T, T, T, T]],
  ["gt", "abc",            [N, N, N, N, N, T, T, T, U, T, T, T, T, T]],
  ["gte", "abc",           [N, N, Y, N, N, T, T, T, U, T, T, T, T, T]],
  ["regex", "b|^$",        [N, N, Y, Y, N, T, T, T, U, T, T, T, T, T]],
  ["contains", "b",        [N, N, Y, N, N, T, T, T, U, T, T, N, N, T]],
  ["contains", "abc",      [N, N, Y, N, N, T, T, T, U, T, T, Y, N, T]],
  ["contains", 5,          [N, N, T, T, T, T, T, T, U, T, T, T, N, T]],
  ["contains", true,       [N, N, T, T, T, T, T, T, U, T, T, T, N, T]],
  ["exists", undefined,    [N, N, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y]],
  ["exists", true,         [N, N, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y]],
  ["exists", false,        [Y, Y, N, N, N, N, N, N, N, N, N, N, N, N]],
  ["starts_with", "ab",    [N, N, Y, N, N, T, T, T, U, T, T, T, T, T]],
  ["ends_with", "bc",      [N, N, Y, N, N, T, T, T, U, T, T, T, T, T]],
  ["glob", "a?*",          [N, N, Y, N, N, T, T, T, U, T, T, T, T, T]],
  ["length_lte", 1,        [N, N, N, Y, Y, T, T, T, U, T, T, Y, Y, T]],
  ["length_gte", 1,        [N, N, Y, N, Y, T, T, T, U, T, T, Y, N, T]],
  ["type", "string",       [N, N, Y, Y, Y, N, N, N, U, N, N, N, N, N]],
  ["type", "number",       [N, N, N, N, N, Y, Y, Y, U, N, N, N, N, N]],
  ["type", "integer",      [N, N, N, N, N, Y, N, Y, U, N, N, N, N, N]],
  ["type", "boolean",      [N, N, N, N, N, N, N, N, U, Y, Y, N, N, N]],
  ["type", "array",        [N, N, N, N, N, N, N, N, U, N, N, Y, Y, N]],
  ["type", "object",       [N, N, N, N, N, N, N, N, U, N, N, N, N, Y]],
];

describe("an operator", () => {
  const cells = table.flatMap(([op, value, outcomes]) =>
    Object.entries(values).map(([name, args], i) => ({ op, value, name, args, outcome: outcomes[i] })),
  );

  it.each(cells)("$op $value of $name is $outcome", ({ op, value, args, outcome }) => {
    expect(outcomeOf(op, value, args)).toBe(outcome);
  });

  it("has a row in the table for each type its operand can have, and each row a cell for each value", () => {
    const scalars = ["string", "number", "boolean"];
    const ordered = ["string", "number"];
    const operands: Record<Operator, readonly string[]> = {
      eq: scalars,
      neq: scalars,
      in: scalars,
      not_in: scalars,
      contains: scalars,
      lt: ordered,
      lte: ordered,
      gt: ordered,
      gte: ordered,
      exists: ["undefined", "boolean"],
      regex: ["string"],
      starts_with: ["string"],
      ends_with: ["string"],
      glob: ["string"],
      length_lte: ["number"],
      length_gte: ["number"],
      type: ["string"],
    };
    const inTable = new Set(table.flatMap(([op, value]) => [value].flat().map((operand) => `${op} ${typeof operand}`)));
    const expected = operatorNames.flatMap((op) => operands[op].map((type) => `${op} ${type}`));
    expect([...inTable].toSorted()).toEqual(expected.toSorted());
    const types = table.flatMap(([op, value]) => (op === "type" ? [value] : []));
    expect(types.toSorted()).toEqual([...valueTypeNames].toSorted());
    expect(table.filter(([, , outcomes]) => outcomes.length !== Object.keys(values).length)).toEqual([]);
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
