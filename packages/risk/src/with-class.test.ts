import { expect, it } from "vitest";
import { classifyTool } from "./classify-tool";
import { withClass } from "./with-class";

it("takes the given class, and its severity, and keeps the evidence", () => {
  const found = classifyTool({ tool: "pay_bill" });
  expect(withClass(found, "read")).toMatchObject({
    class: "read",
    severity: "low",
    effects: [],
    evidence: found.evidence,
  });
  expect(withClass(classifyTool({ tool: "x" }), "execute")).toMatchObject({
    class: "execute",
    isUnknown: false,
    confidence: 1,
  });
  expect(withClass(found, "financial")).toBe(found);
});
