import { spawn } from "node:child_process";
import { commandEnv } from "./env";

export interface CommandOptions {
  /** The command is ended with SIGKILL after this long. */
  timeoutMs: number;
  cwd?: string;
  input?: string;
  /** Numeric user to run as; only root may set these. */
  uid?: number;
  gid?: number;
  env?: Record<string, string>;
}

/**
 * Runs a program to its end and returns its standard output.
 * Throws one sentence with the last lines it printed when it can't be started, fails, or takes too long.
 */
export function runCommand(command: string, args: string[], options: CommandOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const { timeoutMs, input, env, ...spawnOptions } = options;
    const child = spawn(command, args, { ...spawnOptions, env: commandEnv(env), stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    // A program that ends without reading its input closes the pipe; its exit code tells the story.
    child.stdin.on("error", (error) => {
      stderr += `\n${error.message}`;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`\`${command}\` could not be started (${error.message})`));
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(stdout);
      const said = lastLines(stderr || stdout, 3);
      if (timedOut) return reject(new Error(`\`${command}\` did not finish within ${Math.round(timeoutMs / 1000)} s`));
      reject(new Error(`\`${command} ${args[0] ?? ""}\` failed (${signal ?? `code ${code}`})${said && `: ${said}`}`));
    });
    child.stdin.end(input ?? "");
  });
}

function lastLines(text: string, count: number): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(-count)
    .join(" / ");
}
