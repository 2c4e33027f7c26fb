import { classifyLines } from "./risk/classify-lines";
import { evaluateLines } from "./risk/evaluate-lines";

const USAGE = `usage: npm run -s risk -- classify FILE    one JSON line for each JSON line {server, tool, title?, description?, inputSchema?, annotations?}
       npm run -s risk -- evaluate FILE    confusion matrices of lines that also have {class, language?}
FILE may be - for the standard input.`;

/** `npm run -s risk -- …`: answers on stdout, what is wrong with lines on stderr; 1 if a line was bad, 2 if the call was. */
const [command, file, ...more] = process.argv.slice(2);
const tell = (sentence: string) => console.error(sentence);
try {
  if (file === undefined || more.length > 0 || (command !== "classify" && command !== "evaluate")) {
    console.error(USAGE);
    process.exitCode = 2;
  } else if (command === "classify") finish(await classifyLines(file, process.stdout, tell));
  else {
    const { text, bad } = await evaluateLines(file, tell);
    console.log(text);
    finish(bad);
  }
} catch (error) {
  console.error(`can't read ${file ?? "the file"}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

function finish(bad: number): void {
  if (bad === 0) return;
  console.error(`${bad === 1 ? "1 line" : `${bad} lines`} couldn't be read; the others are answered.`);
  process.exitCode = 1;
}
