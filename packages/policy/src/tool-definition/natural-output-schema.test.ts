import { expect, test } from "vitest";
import { definitionText } from "./definition-text";
import { naturalOutputSchema } from "./natural-output-schema";

const wrapped = (result: unknown, rest: object = {}) => ({
  type: "object",
  properties: { result },
  required: ["result"],
  ...rest,
});

test.each([
  ["an array", { type: "array" }],
  ["a choice without a type", { anyOf: [{ type: "string" }, { type: "null" }] }],
])("what a server wraps for clients of the initialize era is taken out again: %s", (_, natural) => {
  expect(naturalOutputSchema(wrapped(natural))).toEqual(natural);
  expect(naturalOutputSchema(wrapped(natural, { $schema: "https://json-schema.org/draft/2020-12/schema" }))).toEqual(
    natural,
  );
});

test("references into the schema lead where they led before", () => {
  const natural = { type: "array", items: { $ref: "#/$defs/row" }, $defs: { row: { anyOf: [{ $ref: "#" }, {}] } } };
  const moved = {
    type: "array",
    items: { $ref: "#/properties/result/$defs/row" },
    $defs: { row: { anyOf: [{ $ref: "#/properties/result" }, {}] } },
  };
  expect(naturalOutputSchema(wrapped(moved))).toEqual(natural);
});

test.each([
  ["nothing", undefined],
  ["an object with one property of that name", wrapped({ type: "object" })],
  ["one that isn't required", { type: "object", properties: { result: { type: "array" } } }],
  ["one of two", { ...wrapped({ type: "array" }), properties: { result: { type: "array" }, total: {} } }],
  ["one that says more", wrapped({ type: "array" }, { additionalProperties: false })],
])("every other schema stays as it is: %s", (_, schema) => {
  expect(naturalOutputSchema(schema)).toEqual(schema);
});

test("a tool listed in either era has one definition, and a changed output has another", () => {
  const tool = { name: "rows", inputSchema: { type: "object" } };
  const text = definitionText({ ...tool, outputSchema: { type: "array" } });
  expect(definitionText({ ...tool, outputSchema: wrapped({ type: "array" }) })).toBe(text);
  expect(definitionText({ ...tool, outputSchema: wrapped({ type: "string" }) })).not.toBe(text);
});
