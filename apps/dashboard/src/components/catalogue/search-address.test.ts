import { describe, expect, it } from "vitest";
import { readQuery, searchHref } from "./search-address";

describe("the address of a search", () => {
  it("reads back what it was made of", () => {
    const address = "/catalogue?q=a+%26+b&risk=read&risk=none&transport=sse&official=1&cursor=abc";
    const params = { q: "a & b", risk: ["none", "read"], transport: "sse", official: "1", cursor: "abc" };
    expect(searchHref(readQuery(params))).toBe(address);
    expect(searchHref(readQuery({}))).toBe("/catalogue");
  });

  it("passes over what no form writes", () => {
    const read = readQuery({
      q: `  ${"x".repeat(500)}`,
      risk: ["evil", "execute"],
      transport: "pigeon",
      official: "yes",
      cursor: "",
    });
    expect(read).toEqual({ q: "x".repeat(200), risk: ["execute"], transport: [], official: false, cursor: null });
  });
});
