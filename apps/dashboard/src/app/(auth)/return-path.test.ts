import { expect, it } from "vitest";
import { returnPath } from "./return-path";

it("returns to a page of ours", () => {
  expect(returnPath("/acme/calls?decision=deny")).toBe("/acme/calls?decision=deny");
});

it.each([
  undefined,
  null,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
])("never leads to another site: %j", (wanted) => {
  expect(returnPath(wanted)).toMatch(/^\/(evil\.example)?$/);
  expect(new URL(returnPath(wanted), "https://console.example").host).toBe("console.example");
});
