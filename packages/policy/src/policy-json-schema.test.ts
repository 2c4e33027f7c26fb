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
    "server_requests",
    "tests",
  ]);
  const rule = { type: "object", additionalProperties: false };
  expect(schema.properties?.tools).toMatchObject({ type: "object", maxProperties: 1000, additionalProperties: rule });
  expect(JSON.stringify(schema)).toContain('"rate_limit"');
});

it("the published schema says of every field what it is, and what its absence means", () => {
  const undescribed: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === "properties" && typeof item === "object" && item !== null) {
        for (const [name, field] of Object.entries(item)) {
          const text = JSON.stringify(field);
          if (!text.includes('"description"') && !text.includes('"$ref"')) undescribed.push(`${path}/${name}`);
        }
      }
      visit(item, `${path}/${key}`);
    }
  };
  const schema = policyJsonSchema();
  visit(schema, "");
  expect(undescribed).toEqual([]);
  expect(schema.properties?.mode).toMatchObject({ default: "enforce", enum: ["enforce", "shadow"] });
  expect(schema.$defs).toHaveProperty("condition");
});
