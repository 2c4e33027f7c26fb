import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLASSIFIER_VERSION, type ToolFacts } from "@policylayer/risk";
import { z } from "zod";
import { repositoryRoot } from "../repository-root";
import { amounts, evaluateSets, keyOf, type PartFigures, setsText } from "./evaluate-sets";
import { labelledSetIds, parts as partIds, readLabelledSets } from "./labelled-sets";
import { measureSpeed } from "./measure-speed";
import { outcomesOf } from "./outcomes";
import { readToolLines } from "./read-tool-lines";

/** What the documentation shows; written by this command alone. */
export interface EvaluationFigures {
  readonly classifier_version: string;
  /** Of every class found, so that no rule changes under the same version. */
  readonly outcomes: string;
  readonly measured_on: string;
  readonly tools_per_second: number;
  readonly parts: readonly PartFigures[];
}

const confusionSchema = z.object({
  total: z.int(),
  right: z.int(),
  read_right: z.int(),
  missed: z.int(),
  unknown: z.int(),
  matrix: z.array(z.array(z.int())),
});
const firstLookSchema = z.object({
  parts: z.array(
    z.object({
      set: z.enum(labelledSetIds),
      part: z.enum(partIds),
      amount: z.enum(amounts),
      all: confusionSchema,
      languages: z.record(z.string(), confusionSchema),
    }),
  ),
});

const FOLDER = join(repositoryRoot, "packages/risk/evaluation");
export const FIGURES_FILE = join(FOLDER, "figures.json");
/** What the fresh part gave the first time, before anything was learned from it. Written once for each new fresh part. */
export const FIRST_LOOK_FILE = join(FOLDER, "first-look.json");

export interface ReportOptions {
  /** JSON lines of whole definitions, as `classify` reads them. */
  readonly listed: string | undefined;
  readonly isWritten: boolean;
  /** The fresh part is looked at for the first time: its figures are kept apart from those that follow. */
  readonly isFirstLook: boolean;
  readonly today: string;
  readonly tell: (sentence: string) => void;
}

/** Measures the sets that come with the product; answers what is printed, and how many listed lines couldn't be read. */
export async function reportEvaluation(options: ReportOptions): Promise<{ text: string; bad: number }> {
  const listed = new Map<string, ToolFacts>();
  let bad = 0;
  if (options.listed !== undefined) {
    for await (const read of readToolLines(options.listed)) {
      if (read.ok) listed.set(keyOf(read.line.server, read.line.tool), read.line);
      else {
        bad += 1;
        options.tell(`line ${read.at}: ${read.problem}`);
      }
    }
  }
  const tools = readLabelledSets();
  const parts = evaluateSets(tools, listed);
  const outcomes = outcomesOf(tools);
  if (options.isWritten) requireRaisedVersion(outcomes);
  const figures: EvaluationFigures = {
    classifier_version: CLASSIFIER_VERSION,
    outcomes,
    measured_on: options.today,
    tools_per_second: measureSpeed(tools.map(({ facts }) => facts)),
    parts,
  };
  if (options.isWritten) write(FIGURES_FILE, figures);
  if (options.isFirstLook) write(FIRST_LOOK_FILE, { ...figures, parts: firstLook(parts) });
  const speed = `${figures.tools_per_second.toLocaleString("en-US")} tools a second on one core`;
  return { text: `${setsText(parts)}\n${speed}`, bad };
}

const writtenSchema = z.object({ classifier_version: z.string(), outcomes: z.string() });

/** Rules that find other classes are another classifier: what older ones classified is classified again by its version. */
function requireRaisedVersion(outcomes: string): void {
  const written = writtenSchema.safeParse(JSON.parse(readFileSync(FIGURES_FILE, "utf8")));
  if (!written.success || written.data.classifier_version !== CLASSIFIER_VERSION || written.data.outcomes === outcomes)
    return;
  throw new Error(
    `the rules find other classes than version ${CLASSIFIER_VERSION} did: raise CLASSIFIER_VERSION in packages/risk/src/classifier-version.ts, then write again`,
  );
}

/** A set is looked at for the first time once: what the file has of it stays, and only sets it doesn't have are added. */
function firstLook(parts: readonly PartFigures[]): PartFigures[] {
  const { parts: kept } = firstLookSchema.parse(JSON.parse(readFileSync(FIRST_LOOK_FILE, "utf8")));
  const known = new Set(kept.map(({ set }) => set));
  return [...kept, ...parts.filter(({ set, part }) => part === "fresh" && !known.has(set))];
}

function write(file: string, figures: EvaluationFigures): void {
  const text = JSON.stringify(figures, null, 2);
  // A row of a matrix on one line, so that a change shows as one.
  writeFileSync(
    file,
    `${text.replace(/\[\s+(\d+(?:,\s+\d+)*)\s+\]/g, (_, row: string) => `[${row.replace(/,\s+/g, ", ")}]`)}\n`,
  );
}
