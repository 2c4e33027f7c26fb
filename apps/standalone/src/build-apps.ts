import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { childEnv } from "./env";
import { repositoryRoot } from "./repository-root";
import { signalGroup } from "./start-child";
import { StartFailure } from "./start-failure";

const LINES_SHOWN = 25;

/**
 * Builds the apps that changed since their last build; the build tool knows which. What it prints goes to `logFile`.
 * Throws StartFailure with the last lines when the build fails.
 */
export async function buildApps(logFile: string, log: (line: string) => void, signal: AbortSignal): Promise<void> {
  log("building what isn't built yet (the first time this takes a minute or two)");
  const turbo = join(repositoryRoot, "node_modules", ".bin", "turbo");
  const child = spawn(turbo, ["run", "build", "--output-logs=errors-only", "--ui=stream"], {
    cwd: repositoryRoot,
    env: childEnv({}),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => signalGroup(child.pid, "SIGTERM");
  signal.addEventListener("abort", stop);
  const file = createWriteStream(logFile, { flags: "w", mode: 0o600 });
  const lines: string[] = [];
  // The build's outcome doesn't depend on its log.
  file.on("error", (error) => lines.push(error.message));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      file.write(text);
      lines.push(...text.split("\n").filter((line) => line.trim() !== ""));
      lines.splice(0, Math.max(0, lines.length - LINES_SHOWN));
    });
  }
  const ending = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, name) => resolve(name ?? `code ${code}`));
  });
  file.end();
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (ending !== "code 0") {
    throw new StartFailure(
      `The build failed (${ending}; whole output: ${logFile}). Its last lines:\n${lines.join("\n")}`,
    );
  }
}
