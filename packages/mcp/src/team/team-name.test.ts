import { describe, expect, it, test } from "vitest";
import { isFitPromptName, isFitToolName, prefixName, shownMessage, splitName } from "./team-name";

describe("a name at the team endpoint", () => {
  it.each([
    ["files", "read"],
    ["files", "a__b"],
    ["files", "_read"],
    ["files", "__read"],
    ["files", "other__read"],
    ["my-files", "read\u200b"],
    ["a", "line\nbreak"],
  ])("of %s and %j comes apart as it was put together", (server, name) => {
    expect(splitName(prefixName(server, name))).toEqual({ server, name });
  });

  it.each(["read", "files_read", "__read", "files__", "Files__read", "-a__read", "a-__read", "a b__read", ""])(
    "%j names no server",
    (shown) => expect(splitName(shown)).toBeNull(),
  );

  it("of two servers is never the same, whatever they call their tools", () => {
    // The only name that `a` could take from `a-b` would need an underscore in its slug.
    const shown = ["a", "a-b", "b"].flatMap((server) =>
      ["x", "b__x", "-b__x", "_x", "a__x"].map((n) => prefixName(server, n)),
    );
    expect(new Set(shown).size).toBe(15);
  });
});

test.each([
  ["files__read.all-1_x", true],
  [`f__${"x".repeat(125)}`, true],
  [`f__${"x".repeat(126)}`, false],
  ["f__rea\u200bd", false],
  ["f__read\u0000", false],
  ["f__read me", false],
  ["f__r\u0435ad", false],
])("a tool named %j is listed: %s", (shown, isFit) => expect(isFitToolName(shown)).toBe(isFit));

test.each([
  ["f__Code review", true],
  ["f__資料", true],
  ["f__rea\u200bd", false],
  ["f__read\u{e0041}", false],
  ["f__read\u3164", false],
  ["f__a\u2028b", false],
  [`f__${"x".repeat(126)}`, false],
])("a prompt named %j is listed: %s", (shown, isFit) => expect(isFitPromptName(shown)).toBe(isFit));

test("a denial speaks of the name the client used, and nothing else in it changes", () => {
  expect(shownMessage("read is limited to 3 calls", "read", "files__read")).toBe("files__read is limited to 3 calls");
  expect(shownMessage("The prompt hi is denied", "hi", "f__hi")).toBe("The prompt f__hi is denied");
  expect(shownMessage("Ask first. read is rare", "read", "files__read")).toBe("Ask first. read is rare");
  expect(shownMessage("reading is bad", "read", "files__read")).toBe("reading is bad");
});
