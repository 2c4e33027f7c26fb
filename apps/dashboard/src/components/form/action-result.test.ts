import { expect, it } from "vitest";
import { documentPointers, type FormError, problemOf } from "./action-result";

const error: FormError = {
  code: "INVALID",
  message: "2 fields are not acceptable.",
  problems: [
    { pointer: "/name", detail: "must not be empty" },
    { pointer: "/headers/Host", detail: "Is set by the gateway." },
  ],
};

it("gives a field the problem with its pointer, as a sentence", () => {
  expect(problemOf(error, "/name")).toBe("Must not be empty.");
  expect(problemOf(error, "/headers")).toBe("Is set by the gateway.");
});

it("gives no other field a problem", () => {
  expect(problemOf(error, "/url")).toBeUndefined();
  expect(problemOf(error, "/head")).toBeUndefined();
  expect(problemOf(null, "/name")).toBeUndefined();
});

it("tells problems of a document, which have a line, from those of the form", () => {
  const inDocument = { pointer: "/tools/x", detail: "unknown field", line: 4, column: 3 };
  expect(documentPointers({ ...error, problems: [...error.problems, inDocument] })).toEqual(["/tools/x"]);
  expect(documentPointers(null)).toEqual([]);
});
