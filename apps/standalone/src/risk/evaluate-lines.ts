import { classifyTool, type ToolFacts } from "@policylayer/risk";
import { Confusion, confusionText } from "./confusion";
import { measureSpeed } from "./measure-speed";
import { type LabelledLine, readLabelledLines } from "./read-tool-lines";

export interface Evaluation {
  readonly text: string;
  readonly bad: number;
}

/** What of a tool is looked at, from the least to the most. */
const AMOUNTS = ["name only", "with description", "with schema and hints"] as const;

const TIMED_MAX = 5_000;

/** Confusion matrices of labelled lines (`class`, and `language` if it is known), per amount of information and per language. */
export async function evaluateLines(file: string, tell: (sentence: string) => void): Promise<Evaluation> {
  const byAmount = new Map(AMOUNTS.map((amount) => [amount, new Confusion()] as const));
  const byLanguage = new Map<string, Confusion>();
  const timed: ToolFacts[] = [];
  let bad = 0;
  for await (const read of readLabelledLines(file)) {
    if (!read.ok) {
      bad += 1;
      tell(`line ${read.at}: ${read.problem}`);
      continue;
    }
    const { line } = read;
    if (timed.length < TIMED_MAX) timed.push(line);
    for (const amount of AMOUNTS) {
      if (!has(line, amount)) continue;
      const { class: found, isUnknown } = classifyTool(reduced(line, amount));
      byAmount.get(amount)?.add(line.class, found, isUnknown);
    }
    const { class: found, isUnknown, language } = classifyTool(line);
    const spoken = line.language ?? language;
    const confusion = byLanguage.get(spoken) ?? new Confusion();
    byLanguage.set(spoken, confusion);
    confusion.add(line.class, found, isUnknown);
  }
  const languages = [...byLanguage].sort(([left], [right]) => (left < right ? -1 : 1));
  const amounts = [...byAmount].map(([amount, confusion]) => [amount, confusion.figures()] as const);
  const text = [
    ...amounts.filter(([, { total }]) => total > 0).map(([amount, figures]) => confusionText(amount, figures)),
    ...languages.map(([language, confusion]) =>
      confusionText(`language ${language}, with all there is`, confusion.figures()),
    ),
    ...(timed.length === 0 ? [] : [`${measureSpeed(timed).toLocaleString("en-US")} tools a second on one core`]),
  ].join("\n");
  return { text, bad };
}

/** A tool without a description isn't counted among those with one. */
function has({ description, inputSchema, annotations }: LabelledLine, amount: (typeof AMOUNTS)[number]): boolean {
  if (amount === "name only") return true;
  if (amount === "with description") return typeof description === "string" && description !== "";
  return inputSchema !== undefined || annotations !== undefined;
}

function reduced(line: LabelledLine, amount: (typeof AMOUNTS)[number]) {
  const { server, tool, title, description } = line;
  if (amount === "name only") return { server, tool };
  return amount === "with description" ? { server, tool, title, description } : line;
}
