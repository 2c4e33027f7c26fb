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

export const FIGURES_FILE = join(repositoryRoot, "packages/risk/evaluation/figures.json");

export interface ReportOptions {
  /** JSON lines of whole definitions, as `classify` reads them. */
  readonly listed: string | undefined;
  readonly isWritten: boolean;
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
  if (options.isWritten) writeFileSync(FIGURES_FILE, `${JSON.stringify(figures, null, 1)}\n`);
  const speed = `${figures.tools_per_second.toLocaleString("en-US")} tools a second on one core`;
  return { text: `${setsText(parts)}\n${speed}`, bad };
}
