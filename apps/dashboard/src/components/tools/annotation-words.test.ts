import { expect, it } from "vitest";
import { annotationWords } from "./annotation-words";

const words = (annotations: Record<string, unknown> | null) => annotationWords(annotations).map(({ word }) => word);

it("says what a server declares of its tool", () => {
  expect(words({ readOnlyHint: true, openWorldHint: true })).toEqual(["read-only", "open world"]);
  expect(words({ readOnlyHint: false, destructiveHint: true, idempotentHint: true })).toEqual([
    "writes",
    "destructive",
    "idempotent",
  ]);
});

it("says nothing where the server says nothing, or nonsense", () => {
  expect(words(null)).toEqual([]);
  expect(words({ readOnlyHint: "yes", title: "Drop" })).toEqual([]);
});

it("leaves out what means nothing for a tool that only reads", () => {
  expect(words({ readOnlyHint: true, destructiveHint: true, idempotentHint: true })).toEqual(["read-only"]);
});
