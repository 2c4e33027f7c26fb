import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ToolFacts } from "@policylayer/risk";
import { repositoryRoot } from "../repository-root";
import { evaluateSets, keyOf, type PartFigures, setsText } from "./evaluate-sets";
import { readLabelledSets } from "./labelled-sets";
import { measureSpeed } from "./measure-speed";
import { readToolLines } from "./read-tool-lines";

/** What the documentation shows; written by this command alone. */
export interface EvaluationFigures {
  readonly measured_on: string;
  readonly tools_per_second: number;
  readonly parts: readonly PartFigures[];
}

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
  const figures: EvaluationFigures = {
    measured_on: options.today,
    tools_per_second: measureSpeed(tools.map(({ facts }) => facts)),
    parts,
  };
  if (options.isWritten) write(FIGURES_FILE, figures);
  if (options.isFirstLook) write(FIRST_LOOK_FILE, { ...figures, parts: parts.filter(({ part }) => part === "fresh") });
  const speed = `${figures.tools_per_second.toLocaleString("en-US")} tools a second on one core`;
  return { text: `${setsText(parts)}\n${speed}`, bad };
}

function write(file: string, figures: EvaluationFigures): void {
  const text = JSON.stringify(figures, null, 2);
  // A row of a matrix on one line, so that a change shows as one.
  writeFileSync(
    file,
    `${text.replace(/\[\s+(\d+(?:,\s+\d+)*)\s+\]/g, (_, row: string) => `[${row.replace(/,\s+/g, ", ")}]`)}\n`,
  );
}
