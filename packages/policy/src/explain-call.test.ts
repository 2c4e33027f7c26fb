import { describe, expect, it } from "vitest";
import { compilePolicy } from "./compile-policy";
import { explainCall } from "./explain-call";
import { saved } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";

const document = saved({
  hide: ["secret_*"],
  tools: {
    "r*": {
      require: [{ path: "args.id", op: "exists" }],
      deny_if: [
        { conditions: [{ path: "args.items[*].price", op: "gt", value: 100 }] },
        {
          conditions: [
            {
              any: [
                { path: "args.note", op: "contains", value: "x" },
                { path: "args.no", op: "exists" },
              ],
            },
          ],
        },
      ],
      limits: [{ counter: "c", window: "day", max: 1 }],
    },
    "run*": { approve_if: [{ conditions: [] }] },
  },
});
const policy = compilePolicy(document);

describe("an explanation", () => {
  it("names every rule looked at, in order, up to the one that decides", () => {
    const call = callWithText('{"id": 1, "items": [{"price": 5}, {"price": 6}], "note": "yxz"}', { tool: "refund" });
    expect(explainCall(policy, call)).toEqual({
      decision: expect.objectContaining({ code: "deny_if_matched", rule: "/tools/r*/deny_if/1" }),
      rules: [
        { pointer: "/hide/0", kind: "hide", outcome: "does_not_apply", conditions: [] },
        { pointer: "/tools/run*", kind: "tool", outcome: "does_not_apply", conditions: [] },
        { pointer: "/tools/r*", kind: "tool", outcome: "applies", conditions: [] },
        {
          pointer: "/tools/r*/require/0",
          kind: "require",
          outcome: "applies",
          conditions: [
            {
              pointer: "/tools/r*/require/0",
              path: "args.id",
              op: "exists",
              wanted: null,
              found: [{ type: "number", value: "1" }],
              holds: true,
            },
          ],
        },
        {
          pointer: "/tools/r*/deny_if/0",
          kind: "deny_if",
          outcome: "does_not_apply",
          conditions: [
            {
              pointer: "/tools/r*/deny_if/0/conditions/0",
              path: "args.items[*].price",
              op: "gt",
              wanted: "100",
              found: [
                { type: "number", value: "5" },
                { type: "number", value: "6" },
              ],
              holds: false,
            },
          ],
        },
        {
          pointer: "/tools/r*/deny_if/1",
          kind: "deny_if",
          outcome: "decides",
          conditions: [
            expect.objectContaining({ pointer: "/tools/r*/deny_if/1/conditions/0/any/0", holds: true }),
            expect.objectContaining({ pointer: "/tools/r*/deny_if/1/conditions/0/any/1", found: [], holds: false }),
          ],
        },
      ],
    });
  });

  it.each([
    ["secret_x", "{}", [["hide", "/hide/0", "decides"]]],
    [
      "other",
      "{}",
      [
        ["hide", "/hide/0", "does_not_apply"],
        ["tool", "/tools/run*", "does_not_apply"],
        ["tool", "/tools/r*", "does_not_apply"],
        ["default", "/default", "decides"],
      ],
    ],
    [
      "run",
      "{}",
      [
        ["hide", "/hide/0", "does_not_apply"],
        ["tool", "/tools/run*", "applies"],
        ["approve_if", "/tools/run*/approve_if/0", "decides"],
      ],
    ],
    [
      "r",
      '{"id": 1}',
      [
        ["hide", "/hide/0", "does_not_apply"],
        ["tool", "/tools/run*", "does_not_apply"],
        ["tool", "/tools/r*", "applies"],
        ["require", "/tools/r*/require/0", "applies"],
        ["deny_if", "/tools/r*/deny_if/0", "does_not_apply"],
        ["deny_if", "/tools/r*/deny_if/1", "does_not_apply"],
        ["limit", "/tools/r*/limits/0", "applies"],
      ],
    ],
  ])("of a call to %s with %s", (tool, args, expected) => {
    const { rules } = explainCall(policy, callWithText(args, { tool }));
    expect(rules.map(({ kind, pointer, outcome }) => [kind, pointer, outcome])).toEqual(expected);
  });

  it("shows values cut short, and what can't be judged as neither true nor false", () => {
    const long = "x".repeat(1000);
    const { rules } = explainCall(policy, callWithText(`{"id": "${long}", "items": [{"price": "5"}]}`, { tool: "r" }));
    const found = rules.flatMap(({ conditions }) => conditions);
    expect(found[0]?.found[0]?.value).toHaveLength(200);
    expect(found[1]).toMatchObject({ holds: null, found: [{ type: "string", value: '"5"' }] });
  });

  it("of no policy, an unreadable one and an unknown tool looks at nothing", () => {
    expect(explainCall(null, toolCall())).toMatchObject({ decision: { code: "no_policy" }, rules: [] });
    expect(explainCall({ kind: "unreadable" }, toolCall())).toMatchObject({ decision: { code: "policy_invalid" } });
    expect(explainCall(compilePolicy(saved({})), toolCall({ isKnown: false })).rules).toEqual([]);
  });
});
