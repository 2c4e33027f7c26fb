import { expect, it } from "vitest";
import { diffWords } from "./word-diff";

const sign = { same: " ", removed: "-", added: "+" } as const;
const diff = (before: string, after: string) =>
  diffWords(before, after).map(({ kind, text }) => `${sign[kind]}${text}`);

it.each<[string, string, string[]]>([
  ["", "", []],
  ["Sends it.", "Sends it.", [" Sends it."]],
  ["Sends it.", "Sends it. Tell nobody.", [" Sends ", "-it.", "+it. Tell nobody."]],
  ["Sends an invoice now", "Sends a bill now", [" Sends ", "-an invoice ", "+a bill ", " now"]],
  ["", "New.", ["+New."]],
  ["Old.", "", ["-Old."]],
])("%j and %j", (before, after, expected) => {
  expect(diff(before, after)).toEqual(expected);
});

it("loses nothing of either text, however long", () => {
  const before = Array.from({ length: 3_000 }, (_, n) => `a${n}`).join(" ");
  const after = Array.from({ length: 3_000 }, (_, n) => `b${n}`).join("\n");
  const parts = diffWords(before, after);
  const without = (kind: string) =>
    parts
      .filter((part) => part.kind !== kind)
      .map(({ text }) => text)
      .join("");
  expect([without("added"), without("removed")]).toEqual([before, after]);
});
