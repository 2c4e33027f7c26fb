import { expect, it } from "vitest";
import { policyJsonSchema } from "./policy-schema";

it("the published schema is strict, and names every field that works now", () => {
  const schema = policyJsonSchema();
  expect(schema).toMatchObject({ type: "object", additionalProperties: false, required: ["version", "default"] });
  expect(Object.keys(schema.properties ?? {})).toEqual([
    "version",
    "default",
    "description",
    "mode",
    "timezone",
    "hide",
    "tools",
    "classes",
    "all_tools",
    "resources",
    "prompts",
    "tests",
  ]);
  const rule = { type: "object", additionalProperties: false };
  expect(schema.properties?.tools).toMatchObject({ type: "object", maxProperties: 1000, additionalProperties: rule });
  expect(JSON.stringify(schema)).toContain('"rate_limit"');
});
