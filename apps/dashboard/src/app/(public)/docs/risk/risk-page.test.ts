import { expect, it } from "vitest";
import { evaluationFigures, firstLookFigures } from "./evaluation-figures";
import { riskExamples } from "./risk-examples";

it("shows examples that are what the page says of them", () => {
  expect(riskExamples().map(({ about, risk }) => [about, risk.isUnknown ? "unknown" : risk.class])).toEqual([
    ["A verb is read with its object", "read"],
    ["The same object, something else done to it", "financial"],
    ["What can be chosen counts", "destructive"],
    ["A search that takes SQL runs it", "execute"],
    ["What isn’t done isn’t held against it", "read"],
    ["A server that calls its own tool harmless isn’t believed", "destructive"],
    ["Nothing tells what it does", "unknown"],
  ]);
});

it("shows figures of every set with every amount of information, and no grave tool called read whose parameters are known", () => {
  const { parts } = evaluationFigures();
  expect(new Set(parts.map(({ set, part, amount }) => `${set} ${part} ${amount}`)).size).toBe(40);
  for (const { amount, all } of parts) if (amount === "all" || amount === "name and schema") expect(all.missed).toBe(0);
  // What the first look gave is shown as it was.
  for (const { all } of [...parts, ...firstLookFigures().parts]) {
    expect(all.matrix.flat().reduce((left, right) => left + right, 0)).toBe(all.total);
  }
});
