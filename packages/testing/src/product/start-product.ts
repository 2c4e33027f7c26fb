import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "@policylayer/embedded";
import { type StartedProcess, startAndWaitFor } from "../child-process";
import { type Bootstrapped, type ProductApi, productApi } from "./product-api";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

export interface Product extends ProductApi {
  /** Where it keeps its data: what a command needs to find it. */
  readonly dataDir: string;
  readonly demoUrl: string;
  /** Another proxy process on the same stores; its base URL. */
  startProxy(): Promise<StartedProcess<number> & { readonly url: string }>;
  /** Takes a file of servers into the public catalogue, by `npm run catalogue -- import`. */
  importCatalogue(file: string): Promise<void>;
  /** Kills (SIGKILL) what `npm start` runs and whose command line matches. Throws when there is none. */
  kill(commandLine: RegExp): Promise<void>;
  stop(): Promise<void>;
}

/** So long that a busy machine isn't taken for a Redis that doesn't answer. */
const REDIS_ANSWER_MS = "10000";

/** `npm start` on a data folder and ports of its own, and an organization made by `npm run admin -- bootstrap`. */
export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), "policylayer-product-"));
  const ports = {
    DASHBOARD_PORT: String(await freePort()),
    PROXY_PORT: String(await freePort()),
    DEMO_PORT: String(await freePort()),
    WORKER_PORT: String(await freePort()),
  };
  const env = { ...process.env, ...ports, DATA_DIR: dataDir, DATABASE_URL: "", REDIS_URL: "", REDIS_ANSWER_MS };
  const tsx = (file: string): string[] => ["--import", "tsx", join(root, "apps/standalone/src", file)];
  const parent = spawn(process.execPath, tsx("main.ts"), { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const extra: StartedProcess<number>[] = [];
  const stop = async (): Promise<void> => {
    for (const proxy of extra) await proxy.stop();
    await ended(parent, () => parent.kill("SIGTERM"));
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await saysReady(parent);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...tsx("admin.ts"), "bootstrap", "--org", "acme", "--team", "agents", "--email", "ada@example.com"],
      { cwd: root, env },
    );
    const bootstrapped: Bootstrapped = JSON.parse(stdout);
    return {
      ...productApi(bootstrapped),
      dataDir,
      demoUrl: `http://127.0.0.1:${ports.DEMO_PORT}`,
      async startProxy() {
        const runtime: { databaseUrl: string; redisUrl: string; secretsFile: string; proxyUrl: string } = JSON.parse(
          await readFile(join(dataDir, "runtime.json"), "utf8"),
        );
        const secrets: Record<string, string> = JSON.parse(await readFile(runtime.secretsFile, "utf8"));
        const port = await freePort();
        const url = `http://127.0.0.1:${port}`;
        const proxy = await startAndWaitFor(
          [join(root, "apps/proxy/dist/main.js")],
          {
            ...secrets,
            NODE_ENV: "production",
            DATABASE_URL: runtime.databaseUrl,
            REDIS_URL: runtime.redisUrl,
            REDIS_ANSWER_MS,
            PROXY_HOST: "127.0.0.1",
            PROXY_PORT: String(port),
            PROXY_URL: url,
            ALLOW_PRIVATE_UPSTREAMS: "true",
          },
          `${url}/readyz`,
        );
        extra.push(proxy);
        return { ...proxy, url };
      },
      async importCatalogue(file) {
        await promisify(execFile)(process.execPath, [...tsx("catalogue.ts"), "import", file], { cwd: root, env });
      },
      kill: (commandLine) => killDescendant(parent.pid ?? 0, commandLine),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves at the line `ready`; rejects with everything printed when the process ends before. */
function saysReady(parent: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const take = (text: string): void => {
      printed += text;
      if (/^ready$/m.test(printed)) resolve();
    };
    parent.stdout?.setEncoding("utf8").on("data", take);
    parent.stderr?.setEncoding("utf8").on("data", take);
    parent.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)));
  });
}

function ended(child: ChildProcess, ask: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  ask();
  return exit;
}

async function killDescendant(ancestor: number, commandLine: RegExp): Promise<void> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid=,ppid=,args="]);
  const rows = stdout.split("\n").flatMap((line) => {
    const [, pid, ppid, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return args === undefined ? [] : [{ pid: Number(pid), ppid: Number(ppid), args }];
  });
  const family = new Set([ancestor]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const row of rows) if (family.has(row.ppid)) family.add(row.pid);
  }
  const found = rows.find((row) => row.pid !== ancestor && family.has(row.pid) && commandLine.test(row.args));
  if (found === undefined) throw new Error(`nothing of the product runs as ${commandLine}`);
  process.kill(found.pid, "SIGKILL");
}
