import { describe, expect, it } from "vitest";
import { slugsOf, stackHref } from "./stack-address";

describe("the address of a stack", () => {
  it("holds slugs and nothing else, and reads back", () => {
    const slugs = ["acme-files", "x", "9-lives"];
    expect(stackHref(slugs)).toBe("/stack?s=acme-files,x,9-lives");
    expect(slugsOf("acme-files,x,9-lives")).toEqual(slugs);
    expect(stackHref([])).toBe("/stack");
    expect(stackHref(["x"], "/policies")).toBe("/stack/policies?s=x");
  });

  it("passes over what can't be a slug, repetitions, and what is too much", () => {
    expect(slugsOf(undefined)).toEqual([]);
    expect(slugsOf("a,A,a,,-a,a-,a b,<script>,../x,b")).toEqual(["a", "b"]);
    expect(slugsOf(Array.from({ length: 40 }, (_, index) => `s${index}`).join(","))).toHaveLength(25);
  });
});
