import { expect, test } from "vitest";
import { PinnedTool } from "./pinned-tool";

test("a pinned tool has its annotations, and its schema compiled once", () => {
  const tool = new PinnedTool(
    {
      name: "add",
      annotations: { readOnlyHint: true },
      inputSchema: { type: "object", properties: { a: { type: "number" } } },
    },
    "hash",
  );
  expect(tool.annotations).toEqual({ readOnlyHint: true });
  expect(tool.hash).toBe("hash");
  expect(tool.schema).toBe(tool.schema);
  const check = tool.schema?.kind === "usable" ? tool.schema.check : null;
  expect(check?.({ a: 1 })).toBeNull();
  expect(check?.({ a: "1" })).toMatchObject({ code: "schema_mismatch" });
});

test.each([
  ["no definition", null],
  ["a text", "tool"],
  ["a list", [1]],
  ["neither", { name: "add" }],
])("from %s it has neither annotations nor a schema", (_, definition) => {
  const tool = new PinnedTool(definition, "hash");
  expect([tool.annotations, tool.schema]).toEqual([null, null]);
});

test("annotations of another type are none, and a schema of another type is unusable", () => {
  const tool = new PinnedTool({ annotations: "read only", inputSchema: "anything" }, "hash");
  expect(tool.annotations).toBeNull();
  expect(tool.schema?.kind).toBe("unusable");
});

test("a pinned tool has the class its definition says, and no text has one", () => {
  const tool = new PinnedTool({ name: "helper", description: "Deletes every row", inputSchema: {} }, "hash");
  expect([tool.riskClass, tool.riskClass]).toEqual(["destructive", "destructive"]);
  expect(new PinnedTool({ name: "list_rows", description: 7 }, "hash").riskClass).toBe("read");
  expect(new PinnedTool("tool", "hash").riskClass).toBeNull();
  expect(new PinnedTool({ title: "no name" }, "hash").riskClass).toBeNull();
});
