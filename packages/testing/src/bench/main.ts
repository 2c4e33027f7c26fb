import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type answerBenches, benchAnswer } from "./answer-bench";
import { type BenchSystem, startBenchSystem } from "./bench-system";
import { benchCatalogue } from "./catalogue-bench";
import { benchIdle } from "./idle-bench";
import { benchPolicy } from "./policy-bench";
import { benchProxy } from "./proxy-bench";
import { benchSdk } from "./sdk-bench";

/**
 * `npm run bench`: the judge by itself, the whole path of a call, other kinds of answers, and what an idle session holds;
 * `npm run bench -- sse list` for some of them. `-- catalogue` is
 * run only when it is named: 43,000 servers take minutes. Prints figures, and ratios to something measured in the same run; asserts none.
 */
const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const PARTS = ["policy", "proxy", "sdk", "sse", "large", "list", "idle", "catalogue"] as const;
type Part = (typeof PARTS)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "1.5" },
    servers: { type: "string", default: "43000" },
    tools: { type: "string", default: "515000" },
  },
});
const unknown = positionals.find((part) => !PARTS.some((known) => known === part));
if (unknown !== undefined) {
  const usage = `npm run bench [-- ${PARTS.join(" | ")}] [--rounds 3] [--seconds 1.5] [--servers 43000] [--tools 515000]`;
  console.error(`There is no benchmark "${unknown}". Use: ${usage}`);
  process.exit(1);
}
const rounds = Number(values.rounds);
const durationMs = Number(values.seconds) * 1000;
const isAsked = (part: Part): boolean => positionals.length === 0 || positionals.includes(part);

if (isAsked("policy")) benchPolicy();
const answers = (["sse", "large", "list"] as const satisfies (keyof typeof answerBenches)[]).filter(isAsked);
if (isAsked("proxy") || isAsked("sdk") || answers.length > 0) {
  await withSystem(async (system) => {
    if (isAsked("proxy")) await benchProxy(system, rounds, durationMs);
    if (isAsked("sdk")) await benchSdk(system, rounds, durationMs);
    for (const name of answers) await benchAnswer(system, name, rounds, durationMs);
  });
}
// By itself: a proxy that has just been busy holds more than one that has not.
if (isAsked("idle")) await withSystem(benchIdle);
if (positionals.includes("catalogue")) await benchCatalogue(Number(values.servers), Number(values.tools));

async function withSystem(work: (system: BenchSystem) => Promise<void>): Promise<void> {
  build();
  const system = await startBenchSystem({
    tokenPepper: randomBytes(32).toString("base64"),
    encryptionKey: randomBytes(32).toString("base64"),
  });
  try {
    await work(system);
  } finally {
    await system.stop();
  }
}

/** The processes as they are deployed. Throws when they can't be built. */
function build(): void {
  const filters = ["proxy", "worker", "demo-server"].map((app) => `--filter=@policylayer/${app}`);
  const args = ["run", "build", ...filters, "--output-logs=errors-only"];
  const { status } = spawnSync(`${ROOT}node_modules/.bin/turbo`, args, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) throw new Error("the processes can't be built");
}
