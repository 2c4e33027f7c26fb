import { parseArgs } from "node:util";
import { classifyLines } from "./risk/classify-lines";
import { evaluateLines } from "./risk/evaluate-lines";
import { reportEvaluation } from "./risk/evaluation-report";

const USAGE = `usage: npm run -s risk -- classify FILE    one JSON line for each JSON line {server, tool, title?, description?, inputSchema?, annotations?}
       npm run -s risk -- evaluate         confusion matrices of the labelled tools that come with the product, and its speed
         --listed FILE    with whole definitions of the published ones, in lines as classify reads them
         --write          and writes the figures that the documentation shows
         --first-look     and keeps those of the fresh part, as long as nothing was learned from it
       npm run -s risk -- evaluate FILE    the same of lines that also have {class, language?}
FILE may be - for the standard input.`;

/** `npm run -s risk -- …`: answers on stdout, what is wrong with lines on stderr; 1 if a line was bad, 2 if the call was. */
const asked = parse(process.argv.slice(2));
const tell = (sentence: string) => console.error(sentence);
if (asked === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    await run(asked);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // `| head` has what it wanted.
    if ("code" in error && error.code === "EPIPE") process.exit(0);
    const isFileFault = "code" in error;
    const file = asked.file ?? asked.listed ?? "the labelled tools";
    console.error(isFileFault ? `can't read ${file}: ${error.message}` : error.message);
    process.exitCode = 2;
  }
}

interface Asked {
  readonly command: "classify" | "evaluate";
  readonly file: string | undefined;
  readonly listed: string | undefined;
  readonly isWritten: boolean;
  readonly isFirstLook: boolean;
}

function parse(args: string[]): Asked | null {
  try {
    const flag = { type: "boolean" } as const;
    const options = { listed: { type: "string" }, write: flag, "first-look": flag } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [command, file, ...more] = positionals;
    const { listed, write: isWritten = false, "first-look": isFirstLook = false } = values;
    const given = { listed, isWritten, isFirstLook };
    const hasOptions = listed !== undefined || isWritten || isFirstLook;
    if (more.length > 0 || (hasOptions && (command !== "evaluate" || file !== undefined))) return null;
    if (command === "classify") return file === undefined ? null : { command, file, ...given };
    return command === "evaluate" ? { command, file, ...given } : null;
  } catch {
    // An option that isn't one: the usage says which there are.
    return null;
  }
}

async function run({ command, file, ...options }: Asked): Promise<void> {
  if (command === "classify" && file !== undefined) return finish(await classifyLines(file, process.stdout, tell));
  const today = new Date().toISOString().slice(0, 10);
  const { text, bad } =
    file === undefined ? await reportEvaluation({ ...options, today, tell }) : await evaluateLines(file, tell);
  console.log(text);
  finish(bad);
}

function finish(bad: number): void {
  if (bad === 0) return;
  console.error(`${bad === 1 ? "1 line" : `${bad} lines`} couldn't be read; the others are answered.`);
  process.exitCode = 1;
}
