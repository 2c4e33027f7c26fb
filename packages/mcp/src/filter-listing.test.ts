import { describe, expect, it } from "vitest";
import { filterListing } from "./filter-listing";

describe("a list of an upstream", () => {
  it("keeps what may be used, in order, and every other field", () => {
    const result = {
      prompts: [{ name: "a", title: "A" }, { name: "b" }, { name: "c" }],
      nextCursor: "n",
      _meta: { x: 1 },
    };
    expect(filterListing("prompts/list", result, (name) => name !== "b")).toEqual({
      kind: "list",
      result: { prompts: [{ name: "a", title: "A" }, { name: "c" }], nextCursor: "n", _meta: { x: 1 } },
    });
  });

  it("knows resources by URI and templates by their template", () => {
    const seen: string[] = [];
    const keep = (key: string) => seen.push(key) > 0;
    filterListing("resources/list", { resources: [{ uri: "a:b", name: "n" }] }, keep);
    filterListing("resources/templates/list", { resourceTemplates: [{ uriTemplate: "a:{b}", name: "n" }] }, keep);
    expect(seen).toEqual(["a:b", "a:{b}"]);
  });

  const odd = [null, [], {}, { prompts: {} }, { prompts: [{}] }, { prompts: ["a"] }, { prompts: [], nextCursor: 1 }];
  for (const result of odd) {
    it(`is not relayed as ${JSON.stringify(result)}`, () => {
      expect(filterListing("prompts/list", result, () => true).kind).toBe("invalid");
    });
  }
});
