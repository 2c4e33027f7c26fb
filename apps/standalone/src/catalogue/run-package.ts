import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { ListedServer, ListedTool } from "@policylayer/services/catalogue";
import { listedToolSchema } from "@policylayer/services/catalogue";
import { z } from "zod";
import { bareEnv } from "../env";
import type { KnownPackage } from "./known-packages";

const INSTALL_MS = 180_000;
const ANSWER_MS = 60_000;
const PAGES_MAX = 20;

const manifestSchema = z.object({
  version: z.string(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]),
  mcpName: z.string().optional(),
  homepage: z.string().optional(),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});
const pageSchema = z.object({ tools: z.array(listedToolSchema), nextCursor: z.string().optional() });

/**
 * Installs a package in a throw-away folder, without running its scripts, starts it as a client would, and lists its tools. It
 * sees that folder as its home and no variable of ours but PATH, so no credential. The folder and the process are gone
 * afterwards.
 */
export async function runPackage(known: KnownPackage): Promise<{ server: ListedServer; tools: ListedTool[] }> {
  const dir = await mkdtemp(join(tmpdir(), "catalogue-"));
  try {
    const install = ["install", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund", known.identifier];
    await promisify(execFile)("npm", install, { cwd: dir, timeout: INSTALL_MS, maxBuffer: 64 * 1024 * 1024 });
    const folder = join(dir, "node_modules", known.identifier);
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
    const home = join(dir, "home");
    await mkdir(home);
    const bin = typeof manifest.bin === "string" ? manifest.bin : (Object.values(manifest.bin)[0] ?? "");
    const args = (known.args ?? []).map((arg) => arg.replace("{dir}", home));
    const tools = await listTools(join(folder, bin), args, home);
    return { server: toServer(known, manifest), tools };
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function listTools(program: string, args: readonly string[], home: string): Promise<ListedTool[]> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, ...args],
    env: bareEnv(home),
    cwd: home,
    stderr: "ignore",
  });
  const client = new Client({ name: "policylayer", version: "1.0.0" }, { capabilities: {} });
  try {
    await client.connect(transport, { timeout: ANSWER_MS });
    const tools: ListedTool[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX; page++) {
      const params = cursor === undefined ? {} : { cursor };
      const found = await client.request({ method: "tools/list", params }, pageSchema, { timeout: ANSWER_MS });
      tools.push(...found.tools);
      cursor = found.nextCursor;
      if (cursor === undefined) break;
    }
    return tools;
  } finally {
    await client.close();
  }
}

function toServer(
  { identifier, title, official }: KnownPackage,
  manifest: z.output<typeof manifestSchema>,
): ListedServer {
  const { repository, version, homepage } = manifest;
  const url = typeof repository === "string" ? repository : repository?.url;
  const web = url
    ?.replace(/^git\+/, "")
    .replace(/^(ssh:\/\/git@|git:\/\/)/, "https://")
    .replace(/\.git$/, "");
  const address = web !== undefined && /^[\w.-]+\/[\w.-]+$/.test(web) ? `https://github.com/${web}` : web;
  return {
    name: manifest.mcpName ?? identifier,
    title,
    version,
    official,
    repository: { url: address },
    websiteUrl: homepage,
    packages: [{ registryType: "npm", identifier, version, transport: { type: "stdio" } }],
  };
}
