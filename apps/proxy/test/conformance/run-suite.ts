import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { ForeignTools } from "../foreign/obtain-tools";

const checksSchema = z.array(z.object({ id: z.string(), status: z.string(), errorMessage: z.string().optional() }));

export interface SuiteResult {
  /** The suite's own verdict on what the revision requires. */
  readonly exitCode: number;
  /** Of each scenario, its checks as `id STATUS`, sorted. What only informs is left out. */
  readonly checks: Readonly<Record<string, readonly string[]>>;
  /** Why checks failed, to be read by people. */
  readonly reasons: readonly string[];
}

/** Runs all server scenarios of a revision against `url`. Rejects when the suite could not be run to its end. */
export async function runSuite(tools: ForeignTools, revision: string, url: string): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  try {
    const args = [tools.conformance, "server", "--url", url, "--requirements", revision, "-o", folder];
    const exitCode = await new Promise<number>((resolve, reject) => {
      execFile(tools.node, args, { timeout: 100_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        if (stdout.includes("=== SUMMARY ===")) resolve(error === null ? 0 : 1);
        else
          reject(new Error(`the suite did not come to its end:\n${stderr}\n${stdout.slice(-2_000)}`, { cause: error }));
      });
    });
    return { exitCode, ...(await readResults(folder)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readResults(folder: string): Promise<Omit<SuiteResult, "exitCode">> {
  const checks: Record<string, string[]> = {};
  const reasons: string[] = [];
  for (const name of await readdir(folder)) {
    const scenario = name.replace(/^server-/, "").replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, "");
    const found = checksSchema.parse(JSON.parse(await readFile(join(folder, name, "checks.json"), "utf8")));
    checks[scenario] = found
      .filter(({ status }) => status !== "INFO")
      .map(({ id, status }) => `${id} ${status}`)
      .sort();
    for (const { id, status, errorMessage } of found) {
      if (status === "FAILURE") reasons.push(`${scenario}: ${id}: ${errorMessage ?? "no reason given"}`);
    }
  }
  return { checks, reasons };
}

/** How many checks of all scenarios ended so. */
export function countOf({ checks }: SuiteResult, status: string): number {
  return Object.values(checks)
    .flat()
    .filter((check) => check.endsWith(` ${status}`)).length;
}
