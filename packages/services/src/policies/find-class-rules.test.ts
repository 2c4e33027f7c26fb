import { expect, it } from "vitest";
import { findClassRules } from "./find-class-rules";

const pointers = (document: object) => findClassRules(document).map(({ pointer }) => pointer);

it("finds what would never match, and where", () => {
  const isDestructive = { path: "tool.class", op: "eq", value: "destructive" };
  expect(
    pointers({
      version: "1",
      default: "allow",
      classes: { destructive: { action: "deny" } },
      all_tools: { deny_if: [{ conditions: [{ not: isDestructive }] }] },
      tools: { "a/b": { require: [isDestructive] } },
    }),
  ).toEqual(["/classes", "/all_tools/deny_if/0/conditions/0/not/path", "/tools/a~1b/require/0/path"]);
});

it("passes over arguments, texts and tests that only mention a class", () => {
  expect(
    pointers({
      version: "1",
      default: "deny",
      description: "tool.class",
      tools: { "tool.class": { require: [{ path: "args.class", op: "eq", value: "tool.class" }] } },
      tests: [{ call: "x", args: { path: "tool.class", op: "eq" }, as: { class: "read" }, expect: "deny" }],
    }),
  ).toEqual([]);
});
