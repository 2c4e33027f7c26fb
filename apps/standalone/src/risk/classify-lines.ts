import { once } from "node:events";
import type { Writable } from "node:stream";
import { classifyTool } from "@policylayer/risk";
import { readToolLines } from "./read-tool-lines";

/**
 * One line out for each line in, in the same order. A line that can't be read is told with its number and has an
 * `{"error", "line"}` in its place, so that the others stay where they are. Answers how many there were.
 */
export async function classifyLines(file: string, out: Writable, tell: (sentence: string) => void): Promise<number> {
  let bad = 0;
  for await (const read of readToolLines(file)) {
    if (!read.ok) {
      bad += 1;
      tell(`line ${read.at}: ${read.problem}`);
    }
    const answer = read.ok ? answerTo(read.line) : { error: read.problem, line: read.at };
    if (!out.write(`${JSON.stringify(answer)}\n`)) await once(out, "drain");
  }
  return bad;
}

function answerTo({ server, tool, ...facts }: Parameters<typeof classifyTool>[0]) {
  const { class: found, isUnknown, severity, effects, confidence, evidence } = classifyTool({ server, tool, ...facts });
  return { server, tool, class: found, severity, effects, confidence, evidence, unknown: isUnknown };
}
