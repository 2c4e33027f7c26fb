import { readFileSync } from "node:fs";
import { CLASSIFIER_VERSION } from "@policylayer/risk";
import { expect, it } from "vitest";
import { evaluateSets, keyOf, setsText } from "./evaluate-sets";
import { FIGURES_FILE, FIRST_LOOK_FILE } from "./evaluation-report";
import { type LabelledTool, readLabelledSets } from "./labelled-sets";
import { outcomesOf } from "./outcomes";
import { hintsOf, schemaOf } from "./tool-notation";

const tools = readLabelledSets();
const found = evaluateSets(tools, new Map());

it("has the figures that the documentation shows: run `npm run -s risk -- evaluate --write` after a change of the rules", () => {
  const { parts } = JSON.parse(readFileSync(FIGURES_FILE, "utf8"));
  for (const part of found) expect(parts).toContainEqual(part);
});

it("has found these classes under this version: raise CLASSIFIER_VERSION when they change, and write the figures again", () => {
  const { classifier_version: version, outcomes } = JSON.parse(readFileSync(FIGURES_FILE, "utf8"));
  expect({ version, outcomes }).toEqual({ version: CLASSIFIER_VERSION, outcomes: outcomesOf(tools) });
});

it("keeps what the fresh tools gave at the first look", () => {
  const { parts } = JSON.parse(readFileSync(FIRST_LOOK_FILE, "utf8"));
  expect(parts.map(({ part }: { part: string }) => part)).toEqual(Array.from({ length: 20 }, () => "fresh"));
  expect(new Set(parts.map(({ set, amount }: { set: string; amount: string }) => `${set} ${amount}`)).size).toBe(20);
});

it("calls no destructive or financial tool read whose parameters are known, and one whose name and text say too little", () => {
  const missed = found.filter(({ all }) => all.missed > 0);
  // "Probe registry. erase takes …": only its parameter `op` can be told to erase.
  expect(missed.map(({ set, part, amount, all }) => [set, part, amount, all.missed])).toEqual([
    ["written", "fresh", "name", 1],
    ["written", "fresh", "name and description", 1],
  ]);
});

it("tells nine classes of ten, and read from the rest, with all there is to know", () => {
  for (const { set, amount, all } of found)
    if (set !== "published") {
      // What was written for this is harder than what is published, above all by names alone.
      const [right, readRight] = set === "written" ? [0.85, 0.92] : [0.9, 0.95];
      expect(all.right / all.total, `${set} ${amount}`).toBeGreaterThan(right);
      expect(all.read_right / all.total, `${set} ${amount}`).toBeGreaterThan(readRight);
    }
  for (const { set, amount, all, languages } of found) {
    if (set !== "spoken" || amount !== "all") continue;
    expect(all.right / all.total).toBeGreaterThan(0.9);
    expect(all.read_right / all.total).toBeGreaterThan(0.97);
    for (const figures of Object.values(languages)) expect(figures.right / figures.total).toBeGreaterThan(0.9);
  }
  for (const { set, amount, all } of found)
    if (set === "published" && amount === "name and schema") expect(all.right / all.total).toBeGreaterThan(0.9);
});

it("has at least fifty tools in each language, and four hundred of published servers", () => {
  const counts = new Map<string, number>();
  for (const { set, language } of tools) counts.set(`${set} ${language}`, (counts.get(`${set} ${language}`) ?? 0) + 1);
  for (const language of ["en", "es", "fr", "de", "pt", "it", "zh", "ja"])
    expect(counts.get(`spoken ${language}`)).toBeGreaterThan(50);
  expect(counts.get("published ")).toBeGreaterThan(400);
});

it("looks at no more of a tool than the amount says, and at descriptions of published tools only where they are given", () => {
  const one: LabelledTool = {
    set: "published",
    part: "fresh",
    language: "",
    class: "destructive",
    facts: { server: "s", tool: "manage_volume", inputSchema: schemaOf("action=list|delete*") },
  };
  const rightOf = (listed: Parameters<typeof evaluateSets>[1]) =>
    evaluateSets([one], listed).map(({ amount, all }) => [amount, all.right]);
  expect(rightOf(new Map())).toEqual([
    ["name", 0],
    ["name and schema", 1],
  ]);
  const whole = { server: "s", tool: "manage_volume", description: "Removes a volume for good" };
  expect(rightOf(new Map([[keyOf("s", "manage_volume"), whole]]))).toEqual([
    ["name", 0],
    ["name and description", 1],
    ["name and schema", 1],
    ["all", 1],
  ]);
  expect(setsText(evaluateSets([one], new Map()))).toContain("tools of published servers, fresh, name: 1 tools");
});

it("reads the notation of parameters and hints", () => {
  expect(schemaOf("path*, depth:integer, mode=list|tree*")).toEqual({
    type: "object",
    properties: {
      path: { type: "string" },
      depth: { type: "integer" },
      mode: { type: "string", enum: ["list", "tree"] },
    },
    required: ["path", "mode"],
  });
  expect(schemaOf("")).toEqual({ type: "object", properties: {}, required: [] });
  expect(hintsOf("readOnly,!destructive")).toEqual({ readOnlyHint: true, destructiveHint: false });
  expect(hintsOf("")).toBeUndefined();
});
