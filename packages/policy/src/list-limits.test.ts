import { expect, it } from "vitest";
import { listLimits } from "./list-limits";

it("lists every limit with its place, what it holds and its defaults", () => {
  const document = {
    version: "1",
    default: "deny",
    mode: "shadow",
    tools: {
      "a/b": { limits: [{ counter: "x", window: 60, max: 3 }] },
      read_row: {},
      refund: {
        limits: [
          { counter: "day", window: "day", max: 5, scope: "team", per: "args.customer" },
          { counter: "sum", window: 7, max: 100, cost: { path: "args.amount", max: 50 }, on_store_error: "allow" },
        ],
      },
    },
    all_tools: { rate_limit: { max: 9, window: "hour" } },
  };
  const plain = { per: null, cost: 1, onStoreError: "deny", scope: "grant", isShadow: true };
  expect(listLimits(JSON.stringify(document))).toEqual([
    {
      ...plain,
      subject: { kind: "tool", name: "a/b" },
      pointer: "/tools/a~1b/limits/0",
      counter: "x",
      window: "minute",
      algorithm: "sliding",
      max: 3,
    },
    {
      ...plain,
      subject: { kind: "tool", name: "refund" },
      pointer: "/tools/refund/limits/0",
      counter: "day",
      window: "day",
      algorithm: "fixed",
      max: 5,
      scope: "team",
      per: "args.customer",
    },
    {
      ...plain,
      subject: { kind: "tool", name: "refund" },
      pointer: "/tools/refund/limits/1",
      counter: "sum",
      window: 7,
      algorithm: "sliding",
      max: 100,
      cost: { path: "args.amount", max: 50 },
      onStoreError: "allow",
    },
    {
      ...plain,
      subject: { kind: "all_tools" },
      pointer: "/all_tools/limits/0",
      counter: "all:tools_rate",
      window: "hour",
      algorithm: "sliding",
      max: 9,
    },
  ]);
});

it("has no list of a document that can't be read", () => {
  expect(listLimits('{"version":"2"}')).toBeNull();
});
