import { expect, it } from "vitest";
import { annotationWords } from "./annotation-words";

it("says what a server declares of its tool", () => {
  expect(annotationWords({ readOnlyHint: true, openWorldHint: true })).toEqual(["read-only", "open world"]);
  expect(annotationWords({ readOnlyHint: false, destructiveHint: true, idempotentHint: true })).toEqual([
    "writes",
    "destructive",
    "idempotent",
  ]);
});

it("says nothing where the server says nothing, or nonsense", () => {
  expect(annotationWords(null)).toEqual([]);
  expect(annotationWords({ readOnlyHint: "yes", title: "Drop" })).toEqual([]);
});

it("leaves out what means nothing for a tool that only reads", () => {
  expect(annotationWords({ readOnlyHint: true, destructiveHint: true, idempotentHint: true })).toEqual(["read-only"]);
});
