import { expect, it } from "vitest";
import { diffLines } from "./line-diff";

const words = (before: string, after: string) =>
  diffLines(before, after).map((line) =>
    line.kind === "gap"
      ? `… ${line.lines}`
      : `${{ same: " ", added: "+", removed: "-" }[line.kind]}${line.text} ${line.before ?? "."}:${line.after ?? "."}`,
  );
const lines = (...texts: (string | number)[]) => texts.join("\n");

it("shows what went and came, with the numbers of both texts", () => {
  expect(words(lines("a", "b", "c"), lines("a", "x", "c", "d"))).toEqual([
    " a 1:1",
    "-b 2:.",
    "+x .:2",
    " c 3:3",
    "+d .:4",
  ]);
});

it("leaves out what is equal, but for three lines around", () => {
  const numbers = Array.from({ length: 20 }, (_, n) => `l${n}`);
  const changed = numbers.with(10, "new");
  expect(words(lines(...numbers), lines(...changed))).toEqual([
    "… 7",
    " l7 8:8",
    " l8 9:9",
    " l9 10:10",
    "-l10 11:.",
    "+new .:11",
    " l11 12:12",
    " l12 13:13",
    " l13 14:14",
    "… 6",
  ]);
});

it("has nothing to show of equal texts", () => {
  expect(diffLines("a\nb", "a\nb")).toEqual([]);
});

it("shows two texts that have little in common as replaced, when comparing them would take too long", () => {
  const [before, after] = ["a", "b"].map((letter) =>
    lines(...Array.from({ length: 3_000 }, (_, n) => `${letter}${n}`)),
  );
  const shown = diffLines(before ?? "", after ?? "");
  expect(shown.filter(({ kind }) => kind === "removed")).toHaveLength(3_000);
  expect(shown.filter(({ kind }) => kind === "added")).toHaveLength(3_000);
});
