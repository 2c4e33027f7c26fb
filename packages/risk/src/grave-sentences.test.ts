import { describe, expect, it } from "vitest";
import { classifyTool } from "./classify-tool";
import { chineseGrave, japaneseGrave } from "./fixtures/grave-sentences";

describe("what moves money or destroys, by its sentence alone", () => {
  it.each([...chineseGrave, ...japaneseGrave])("%s", (description) => {
    expect(classifyTool({ tool: "tool_a", description }).class).toMatch(/^(?:destructive|financial)$/);
  });
});
