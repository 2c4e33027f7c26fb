import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findChromium, findRedis } from "@policylayer/embedded";

/**
 * `npm test`: every check there is, in the order of what is quickest to fail. All steps run, so that one failure doesn't
 * hide another, except that nothing runs without what it needs: what can't be got is said first.
 */
const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = (name: string): string => `${root}node_modules/.bin/${name}`;
const log = (line: string): void => console.log(line);

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

function run(step: Step, env: Record<string, string>): Promise<boolean> {
  log(`\n── ${step.name}`);
  return new Promise((resolve) => {
    const child = spawn(step.command, step.args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    child.once("error", (error) => {
      console.error(`${step.name} could not be started: ${error.message}`);
      resolve(false);
    });
    child.once("exit", (code) => resolve(code === 0));
  });
}

const env: Record<string, string> = { NEXT_TELEMETRY_DISABLED: "1", TURBO_TELEMETRY_DISABLED: "1" };
const missing: string[] = [];
if (process.env.TEST_REDIS_URL === undefined) {
  await findRedis({ log }).catch((error: Error) => missing.push(error.message));
}
const chromium =
  process.env.CHROMIUM_PATH ?? (await findChromium({ log }).catch((error: Error) => void missing.push(error.message)));
if (chromium) env.CHROMIUM_PATH = chromium;
for (const sentence of missing) console.error(sentence);
if (missing.length > 0) process.exit(1);

const steps: readonly Step[] = [
  { name: "format and lint", command: bin("biome"), args: ["check", "."] },
  { name: "types", command: bin("turbo"), args: ["run", "typecheck", "--output-logs=errors-only"] },
  { name: "package boundaries", command: bin("turbo"), args: ["boundaries"] },
  { name: "build", command: bin("turbo"), args: ["run", "build", "--output-logs=errors-only"] },
  { name: "unit and integration tests", command: bin("vitest"), args: ["run"] },
  {
    name: "browser tests",
    command: bin("playwright"),
    args: ["test", "--config", "apps/dashboard/playwright.config.ts"],
  },
];
const failed: string[] = [];
for (const step of steps) {
  if (!(await run(step, env))) failed.push(step.name);
}
log(failed.length === 0 ? "\nall steps passed" : `\nfailed: ${failed.join(", ")}`);
log(`${steps.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
