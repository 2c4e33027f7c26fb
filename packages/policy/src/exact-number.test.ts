import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isExactNumber } from "./exact-number";
import { verdict } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";
import { markInexactNumbers } from "./mark-inexact";

describe("a number as written", () => {
  it.each([
    "0",
    "-0",
    "0.0",
    "1.0",
    "1e3",
    "1E+3",
    "0.1",
    "-0.10",
    "100e-2",
    "4.35",
    "123456789012345",
    "9007199254740991",
    "-9007199254740991",
    "1.7976931348623157",
    "5e-324",
    "0e999999",
    "123456789.123456",
    "0.30000000000000004",
    "2.5e-7",
    "12300000000000000000000e-20",
  ])("%s is exact", (text) => {
    expect(isExactNumber(text)).toBe(true);
  });

  it.each([
    "9007199254740992",
    "9007199254740993",
    "-9007199254740993",
    "1e16",
    "1e400",
    "-1e400",
    "1e-400",
    "0.1000000000000000055",
    "4.9999999999999999999",
    "5000.0000000000000001",
    "0.30000000000000004440",
    "123456789012345678e-3",
    "1".repeat(1000),
    `0.${"0".repeat(400)}1`,
  ])("%s is not", (text) => {
    expect(isExactNumber(text)).toBe(false);
  });

  it("that a double wrote is exact, unless it is a whole number beyond 2^53", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(isExactNumber(JSON.stringify(value))).toBe(Math.abs(value) <= Number.MAX_SAFE_INTEGER);
      }),
    );
  });
});

describe("an inexact number", () => {
  it("is found outside of texts only", () => {
    const text = String.raw`{"9007199254740993": "9007199254740993 \" 1e400", "\\": [1, -2.5e3, {"a": "\\\\"}]}`;
    expect(markInexactNumbers(text)).toBeNull();
    expect(markInexactNumbers(`{"a": [1, 1e400], "b": "1e400"}`)).toEqual({
      args: { a: [1, "inexact number"], b: "1e400" },
      mark: "inexact number",
    });
    expect(markInexactNumbers(String.raw`{"a": "x\\", "n": 1e400}`)).toMatchObject({ args: { n: "inexact number" } });
    expect(markInexactNumbers(String.raw`{"a": "x\\\", \"n\": 1e400"}`)).toBeNull();
    expect(markInexactNumbers('{"a": "inexact number", "b": 1e400}')).toEqual({
      args: { a: "inexact number", b: "inexact number 0" },
      mark: "inexact number 0",
    });
  });

  const above = { path: "args.amount", op: "gt", value: 5000 };
  const dear = { path: "args.items[*].price", op: "gt", value: 5000 };

  it.each([
    [
      "in a compared argument",
      { deny_if: [{ conditions: [above] }] },
      '{"amount": 4999.99999999999999999}',
      "unsafe_number",
    ],
    ["in another argument", { deny_if: [{ conditions: [above] }] }, '{"amount": 1, "id": 9007199254740993}', "allowed"],
    ["in a name or a text", { deny_if: [{ conditions: [above] }] }, '{"amount": 1, "1e400": "1e400"}', "allowed"],
    [
      "in a list",
      { deny_if: [{ conditions: [dear] }] },
      '{"items": [{"price": 1}, {"price": 1e400}]}',
      "unsafe_number",
    ],
    [
      "in an argument that must only exist",
      { require: [{ path: "args.id", op: "exists" }] },
      '{"id": 1e400}',
      "allowed",
    ],
    [
      "where text is compared",
      { require: [{ path: "args.id", op: "eq", value: "x" }] },
      '{"id": 1e400}',
      "unsafe_number",
    ],
    [
      "where text is compared, after a number was",
      { require: [above, { path: "args.id", op: "neq", value: "x" }] },
      '{"amount": 6000, "id": 1e400}',
      "unsafe_number",
    ],
    ["walked into", { require: [{ path: "args.id.a", op: "exists" }] }, '{"id": 1e400}', "argument_type"],
    [
      "in `per`",
      { limits: [{ counter: "c", window: "day", max: 1, per: "args.id" }] },
      '{"id": 9007199254740993}',
      "unsafe_number",
    ],
    [
      "in `cost`",
      { limits: [{ counter: "c", window: "day", max: 9, cost: { path: "args.n", max: 9 } }] },
      '{"n": 5.00000000000000001}',
      "unsafe_number",
    ],
    [
      "beside `cost`",
      { limits: [{ counter: "c", window: "day", max: 9, cost: { path: "args.n", max: 9 } }] },
      '{"n": 5, "m": 1e400}',
      "allowed",
    ],
  ])("%s", (_, rule, args, code) => {
    expect(verdict(rule, callWithText(args))[0]).toBe(code);
  });

  it("is told by its size where the text isn't known", () => {
    const rule = { deny_if: [{ conditions: [above] }] };
    expect(verdict(rule, toolCall({ args: { amount: 2 ** 53 }, argumentsText: null }))[0]).toBe("unsafe_number");
    expect(verdict(rule, toolCall({ args: { amount: 5 }, argumentsText: null }))[0]).toBe("allowed");
  });

  it("denies where the text isn't that of the arguments", () => {
    const rule = { deny_if: [{ conditions: [above] }] };
    expect(verdict(rule, toolCall({ args: { amount: 5 }, argumentsText: "{1e400" }))[0]).toBe("unsafe_number");
  });
});
