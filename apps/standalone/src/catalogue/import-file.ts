import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { createDb } from "@policylayer/db";
import { importCatalogueFile } from "@policylayer/services/catalogue";

/** Faults of lines that are told one by one; of the others how many there were. */
const PROBLEMS_TOLD = 100;
const STATEMENT_MS = 120_000;

/** Imports a file, `-` for the standard input. 0, or 1 when something in it couldn't be used. */
export async function importFile(
  databaseUrl: string,
  file: string,
  print: (line: string) => void,
  tell: (sentence: string) => void,
): Promise<number> {
  if (file !== "-") await access(file);
  const db = createDb(databaseUrl, {
    connectionsMax: 2,
    applicationName: "policylayer-catalogue",
    statementTimeoutMs: STATEMENT_MS,
  });
  let told = 0;
  const startedAt = performance.now();
  try {
    const done = await importCatalogueFile(
      { db, now: () => new Date() },
      file === "-" ? process.stdin : createReadStream(file),
      {
        onProblem: (line, problem) => {
          told++;
          if (told <= PROBLEMS_TOLD) tell(`line ${line}: ${problem}`);
        },
        onProgress: ({ lines, tools }) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${lines} lines, ${tools} tools `);
        },
      },
    );
    if (process.stderr.isTTY) process.stderr.write("\n");
    if (told > PROBLEMS_TOLD) tell(`${told - PROBLEMS_TOLD} more problems`);
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
    print(JSON.stringify({ ...done, seconds, memory_mb: memoryMb }));
    return done.problems === 0 ? 0 : 1;
  } finally {
    await db.$disconnect();
  }
}
