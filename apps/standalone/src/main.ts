import { parseArgs } from "node:util";
import { buildApps } from "./build-apps";
import { children } from "./children";
import { readSettings } from "./env";
import { run } from "./run";
import { StartFailure, sentenceOf } from "./start-failure";
import { startServices } from "./start-services";

const USAGE = "Usage: npm start [-- --demo]";
/** npm passes on the Ctrl-C that the terminal sent to us as well: only a later one is a second one. */
const SECOND_SIGNAL_MS = 1_000;

const stopRequested = new AbortController();
let firstSignalAt: number | null = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    firstSignalAt ??= Date.now();
    // Whatever still runs ends with us: children by their channel, Postgres and Redis by their guards.
    if (Date.now() - firstSignalAt > SECOND_SIGNAL_MS) process.exit(130);
    stopRequested.abort();
  });
}
// Nobody reads what we print any more (the terminal is gone): that must not end us before everything is stopped.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => stopRequested.abort());

try {
  const isDemo = wantsDemo(process.argv.slice(2));
  const settings = readSettings();
  process.exitCode = await run(
    settings,
    {
      startServices,
      build: buildApps,
      children,
      async migrate(databaseUrl) {
        const { migrate } = await import("@policylayer/db/migrate");
        const { applied } = await migrate(databaseUrl).catch((error: unknown) => {
          throw new StartFailure(
            `The database at ${new URL(databaseUrl).host} can't be migrated: ${sentenceOf(error).split("\n")[0]}`,
          );
        });
        if (applied.length > 0) console.log(`migrated the database: ${applied.join(", ")}`);
      },
      async beforeReady(runtime, secrets) {
        if (!isDemo) return [];
        // Loaded late: it needs the generated database client, which the build makes.
        const [{ seedDemo }, { bootstrap }] = await Promise.all([import("./demo/seed-demo"), import("./bootstrap")]);
        const { dataDir } = settings;
        const log = (line: string) => console.log(line);
        return seedDemo({ dataDir, runtime, log, bootstrap: (input) => bootstrap({ ...runtime, ...secrets }, input) });
      },
    },
    {
      print: (line) => console.log(line),
      printError: (line) => console.error(line),
      stopRequested: stopRequested.signal,
    },
  );
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

function wantsDemo(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { demo: { type: "boolean" } } }).values.demo ?? false;
  } catch (error) {
    throw new StartFailure(`${sentenceOf(error).split(".")[0]}. ${USAGE}`);
  }
}
