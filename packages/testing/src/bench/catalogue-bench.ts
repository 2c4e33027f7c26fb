import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { migrate } from "@policylayer/db/migrate";
import { startPostgres } from "@policylayer/embedded";
import { Client } from "pg";
import { syntheticCatalogue } from "./synthetic-catalogue";

const COMMAND = fileURLToPath(new URL("../../../../apps/standalone/src/catalogue.ts", import.meta.url));
const MEASURE = fileURLToPath(
  new URL("../../../../apps/standalone/src/catalogue/measure-catalogue.ts", import.meta.url),
);
/** What is aimed at, on a machine that does nothing else. */
const SEARCH_MS = 150;
const PAGE_MS = 50;

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** A whole catalogue of made-up servers, taken in by the command and read by the verbs that the public pages call. */
export async function benchCatalogue(servers: number, tools: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "catalogue-bench-"));
  const postgres = await startPostgres({ dataDir: null, log: console.error });
  try {
    await migrate(postgres.url);
    const file = join(dir, "catalogue.jsonl");
    await write(file, servers, tools);
    const megabytes = (await stat(file)).size / 1e6;
    console.log(
      `${servers.toLocaleString("en")} servers, ${tools.toLocaleString("en")} tools, ${megabytes.toFixed(0)} MB of JSON lines`,
    );

    const classified = await run(MEASURE, ["classify", file], postgres.url);
    say("classification", `${classified.seconds} s, ${perSecond(tools, classified.seconds)} tools a second, one core`);
    const imported = await run(COMMAND, ["import", file], postgres.url);
    say(
      "import, with classification",
      `${imported.seconds} s, ${perSecond(tools, imported.seconds)} tools a second, ${imported.memory_mb} MB at the most`,
    );
    await settle(postgres.url);

    const read = await run(MEASURE, ["read"], postgres.url);
    for (const [what, limit] of [
      ["servers", SEARCH_MS],
      ["tools", SEARCH_MS],
      ["misspelt", SEARCH_MS],
      ["page", PAGE_MS],
      ["tool", PAGE_MS],
      ["similar", PAGE_MS],
    ] as const) {
      const { p50, p95, max } = read[what] as unknown as Percentiles;
      const verdict = p95 <= limit ? "within" : "OVER";
      say(NAMES[what], `p50 ${p50} ms, p95 ${p95} ms (${verdict} ${limit}), longest ${max} ms`);
    }
    const again = await run(COMMAND, ["import", file], postgres.url);
    say(
      "import of the same again",
      `${again.seconds} s, ${again.tools} tools written, ${again.memory_mb} MB at the most`,
    );
    console.log("");
  } finally {
    await postgres.stop();
    await rm(dir, { recursive: true });
  }
}

const NAMES = {
  servers: "search of servers, with facets",
  tools: "search of tools",
  misspelt: "search of misspelt tool names",
  page: "server page",
  tool: "tool page",
  similar: "similar servers",
} as const;

function perSecond(tools: number, seconds: number | undefined): string {
  return Math.round(tools / (seconds ?? Number.NaN)).toLocaleString("en");
}

function say(what: string, figures: string): void {
  console.log(`${what.padEnd(32)} ${figures}`);
}

async function write(file: string, servers: number, tools: number): Promise<void> {
  const out = createWriteStream(file);
  for (const line of syntheticCatalogue(servers, tools)) if (!out.write(`${line}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}

/** What autovacuum does by itself within minutes. */
async function settle(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("VACUUM ANALYZE catalogue_servers, catalogue_tools, catalogue_tool_names, catalogue_tool_details");
  await client.end();
}

async function run(script: string, args: readonly string[], databaseUrl: string): Promise<Record<string, number>> {
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [answer, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`${script} ${args[0]} ended with ${code}`);
  return JSON.parse(answer);
}
