import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { couldBothMatch, globShape, isGlob, literalLength, matchesGlob } from "./glob";

/** The definition, character by character and exponential: what the fast matcher must agree with. */
function matchesByDefinition(glob: readonly string[], name: readonly string[]): boolean {
  const [head, ...rest] = glob;
  if (head === undefined) return name.length === 0;
  if (head === "*")
    return matchesByDefinition(rest, name) || (name.length > 0 && matchesByDefinition(glob, name.slice(1)));
  return name.length > 0 && (head === "?" || head === name[0]) && matchesByDefinition(rest, name.slice(1));
}

const globText = fc.array(fc.constantFrom("a", "b", "*", "?", "🜁"), { maxLength: 7 }).map((parts) => parts.join(""));
const nameText = fc.array(fc.constantFrom("a", "b", "🜁"), { maxLength: 8 }).map((parts) => parts.join(""));

describe("a glob", () => {
  it.each([
    ["delete_*", "delete_user", true],
    ["delete_*", "delete_", true],
    ["delete_*", "delete", false],
    ["delete_*", "Delete_user", false],
    ["*", "", true],
    ["*", "anything/at~all", true],
    ["?", "", false],
    ["?", "🜁", true],
    ["??", "🜁", false],
    ["get_?", "get_é", true],
    ["get_?", "get_e\u0301", false],
    ["*_user_*", "get_user_by_id", true],
    ["*_user_*", "get_users", false],
    ["a.c", "abc", false],
    ["[ab]*", "a1", false],
    ["a**b", "ab", true],
    ["", "", true],
    ["", "a", false],
  ])("%j on %j: %j", (glob, name, expected) => {
    expect(matchesGlob(glob, name)).toBe(expected);
  });

  it("matches exactly what its definition says", () => {
    fc.assert(
      fc.property(globText, nameText, (glob, name) => {
        expect(matchesGlob(glob, name)).toBe(matchesByDefinition(Array.from(glob), Array.from(name)));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes no exponential time on a hostile pair", () => {
    expect(matchesGlob(`${"a*".repeat(100)}b`, "a".repeat(5000))).toBe(false);
  });

  it("is told from a plain name, and measured, by its wildcards", () => {
    expect(["a_b", "a*", "?"].map(isGlob)).toEqual([false, true, true]);
    expect(["*", "a?c*", "🜁*"].map(literalLength)).toEqual([0, 2, 1]);
  });
});

describe("two globs", () => {
  it.each([
    ["a*", "*b", true],
    ["a*", "b*", false],
    ["*a", "*b", false],
    ["a*c", "?b*", true],
    ["a?", "?b", true],
    ["a?", "b?", false],
    ["a?", "a??", false],
    ["a*x*b", "a*y*b", true],
    ["ab?", "*cd*", true],
    ["a?", "*abc*", false],
  ])("%s and %s could match one name: %j", (left, right, expected) => {
    expect(couldBothMatch(globShape(left), globShape(right))).toBe(expected);
    expect(couldBothMatch(globShape(right), globShape(left))).toBe(expected);
  });

  it("are never said to be apart when a name matches both", () => {
    fc.assert(
      fc.property(globText, globText, nameText, (left, right, name) => {
        const couldBoth = couldBothMatch(globShape(left), globShape(right));
        expect(couldBoth || !matchesGlob(left, name) || !matchesGlob(right, name)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
