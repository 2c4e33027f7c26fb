import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parsePolicy } from "@policylayer/policy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { runScan } from "./fixtures/run-scan";

const server = fileURLToPath(new URL("fixtures/listing-server.mjs", import.meta.url));
const SECRETS = ["correcthorse", "batterystaple", "hunter", "sk_live_51Mq9eXKz0aBcDeFgHiJkLmNo"];

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "scan-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function configure(servers: Record<string, unknown>, file = "mcp.json"): Promise<string> {
  const path = join(folder, file);
  await writeFile(path, JSON.stringify({ mcpServers: servers }));
  return path;
}
const traceOf = () => join(folder, "trace.json");
const local = () => ({
  command: process.execPath,
  args: [server, traceOf(), "hunter; touch x"],
  env: { TOKEN: "correcthorse" },
});
const unknown = { command: "npx", args: ["-y", "nobody-knows-this-server", "hunter"], env: { KEY: "batterystaple" } };
const reportSchema = z.object({
  severity: z.string().nullable(),
  failed: z.boolean(),
  combinations: z.array(z.object({ kind: z.string() })),
  unknown_servers: z.array(z.string()),
  servers: z.array(
    z.object({
      name: z.string(),
      identity: z.string().nullable(),
      severity: z.string(),
      problem: z.string().nullable(),
      tools: z.array(z.object({ name: z.string(), class: z.string() })).nullable(),
    }),
  ),
});
const reportOf = (stdout: string) => reportSchema.parse(JSON.parse(stdout));

describe("a scan without --list", () => {
  it("starts nothing, and tells no secret as text or as JSON", async () => {
    const file = await configure({
      local: local(),
      unknown,
      stripe: { url: "https://mcp.stripe.com/?key=hunter", headers: { Authorization: `Bearer ${SECRETS[3]}` } },
    });
    for (const args of [[file], ["--json", file]]) {
      const { stdout, stderr } = await runScan(args);
      expect(SECRETS.filter((secret) => `${stdout}${stderr}`.includes(secret))).toEqual([]);
      expect(stdout).toContain("nobody-knows-this-server");
    }
    expect(existsSync(traceOf())).toBe(false);
  });

  it("never takes an unknown server for harmless", async () => {
    const { code, stdout } = await runScan(["--json", await configure({ unknown })]);
    expect(code).toBe(1);
    expect(reportOf(stdout)).toMatchObject({ severity: "high", failed: true, unknown_servers: ["unknown"] });
  });

  it("reads the standard input, and says nothing is there when all is switched off", async () => {
    const input = '[mcp_servers.x]\ncommand = "uvx"\nargs = ["some-server", "hunter"]\nenabled = false\n';
    const { code, stdout } = await runScan(["-"], { input });
    expect([code, stdout]).toEqual([0, "No server is switched on; off: x.\n"]);
  });

  it("knows the servers of the catalogue that comes with it", async () => {
    const files = { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem", "/home/hunter"] };
    const { code, stdout } = await runScan(["--json", await configure({ files })]);
    const { servers, unknown_servers } = reportOf(stdout);
    expect([code, unknown_servers]).toEqual([1, []]);
    expect(servers[0]?.tools?.map(({ name }) => name)).toContain("write_file");
  });

  it("takes servers that two files start alike for one", async () => {
    const other = await configure({ again: unknown }, "other.json");
    const { stdout } = await runScan(["--json", await configure({ unknown }), other]);
    expect(reportOf(stdout).servers.map(({ name }) => name)).toEqual(["unknown"]);
  });
});

describe("the exit code", () => {
  it.each([
    [["--fail-on", "HIGH"], 1],
    [["--fail-on", "low"], 1],
    [["--fail-on=critical"], 0],
    [["--fail-on", "None"], 0],
    [["--fail-on", "hihg"], 2],
    [["--fail-on", ""], 2],
    [["--failon", "high"], 2],
    [["--yes"], 2],
  ])("with %j is %i", async (args, expected) => {
    const { code, stdout, stderr } = await runScan([...args, await configure({ unknown })]);
    expect(code).toBe(expected);
    if (expected === 2) expect([stdout, stderr]).toEqual(["", expect.stringContaining("usage:")]);
  });

  it.each([
    ["no file", [], "name a configuration file"],
    ["a file that isn't there", ["absent.json"], "there is no such file"],
    ["a file that isn't a configuration", ["broken.json"], "line 2"],
  ])("for %s is 2, and nothing is quoted", async (_, args, words) => {
    await writeFile(join(folder, "broken.json"), '{\n"mcpServers": hunter}');
    const { code, stdout, stderr } = await runScan(args, { folder });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain("hunter");
  });
});

describe("a scan with --list", () => {
  it("says what it would start, and without anybody to ask starts nothing", async () => {
    const { code, stdout, stderr } = await runScan(["--list", await configure({ local: local() })]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`run ${process.execPath}, with 3 arguments (not shown), environment variables: TOKEN`);
    expect(stderr).toContain("Add --yes");
    expect(existsSync(traceOf())).toBe(false);
  });

  it("starts programs without a shell and with their own environment, and ends all that was started", async () => {
    const file = await configure({ local: local() });
    const { code, stdout, stderr } = await runScan(["--list", "--yes", "--json", file], {
      env: { NOT_FOR_SERVERS: "batterystaple" },
    });
    expect(code).toBe(1);
    expect(reportOf(stdout)).toMatchObject({
      severity: "critical",
      combinations: [{ kind: "data_leaves" }, { kind: "others_give_orders" }],
      servers: [{ tools: [{ name: "read_file", class: expect.any(String) }, { class: "destructive" }] }],
    });
    const traceSchema = z.object({ pids: z.array(z.number()), others: z.array(z.string()), TOKEN: z.string() });
    const trace: unknown = JSON.parse(await readFile(traceOf(), "utf8"));
    const { pids, others, TOKEN } = traceSchema.parse(trace);
    expect({ others, TOKEN }).toEqual({ others: ["hunter; touch x"], TOKEN: "correcthorse" });
    expect(trace).not.toHaveProperty("NOT_FOR_SERVERS");
    expect(pids.filter(isRunning)).toEqual([]);
    expect(SECRETS.filter((secret) => `${stdout}${stderr}`.includes(secret))).toEqual([]);
  });

  it("shows no control characters of a server on the terminal", async () => {
    const { stdout } = await runScan(["--list", "--yes", await configure({ local: local() })]);
    expect(stdout).toContain("delete_�[31mfile");
    expect(stdout).not.toContain("\u001b");
  });

  it("says why a server could not be listed, and goes on", async () => {
    const file = await configure({
      absent: { command: join(folder, "absent") },
      asks: { url: "https://mcp.acme.dev/mcp", headers: { Authorization: `Bearer \${input:token}` } },
      local: local(),
    });
    const { stdout } = await runScan(["--list", "--yes", "--json", file]);
    const { servers, unknown_servers } = reportOf(stdout);
    expect(servers.map(({ problem }) => problem)).toEqual(["there is no such program", "token is not set", null]);
    expect(unknown_servers).toEqual(["absent", "asks"]);
  });

  it("connects to addresses with their headers, and follows no redirect", async () => {
    const seen: string[] = [];
    const upstream = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      if (request.url === "/away") {
        response.writeHead(307, { location: "/mcp" }).end();
        return;
      }
      void answer(request).then((message) => {
        if (message === null) response.writeHead(request.method === "POST" ? 202 : 405).end();
        else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(message));
      });
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = upstream.address() as AddressInfo;
      const headers = { Authorization: `Bearer \${SCAN_TOKEN}` };
      const file = await configure({
        here: { url: `http://127.0.0.1:${port}/mcp`, headers },
        away: { url: `http://127.0.0.1:${port}/away`, headers },
      });
      const { stdout, stderr } = await runScan(["--list", "--yes", "--json", file], {
        env: { SCAN_TOKEN: "correcthorse" },
      });
      const { servers } = reportOf(stdout);
      expect(servers[0]).toMatchObject({ problem: null, tools: [{ name: "send_message" }] });
      expect(servers[1]).toMatchObject({ problem: "it redirects elsewhere, which isn't followed", tools: null });
      expect(seen.filter((line) => line.startsWith("/away"))).toEqual(["/away Bearer correcthorse"]);
      expect(stderr).toContain(`connect to http://127.0.0.1:${port}/mcp, headers: Authorization`);
      expect(`${stdout}${stderr}`).not.toContain("correcthorse");
    } finally {
      upstream.closeAllConnections();
      await new Promise((resolve) => upstream.close(resolve));
    }
  });
});

describe("the rest of the command", () => {
  it("finds the files of clients, and says which before reading", async () => {
    await mkdir(join(folder, ".cursor"));
    const cursor = await configure({ unknown }, ".cursor/mcp.json");
    await writeFile(join(folder, ".claude.json"), "{}");
    const { stdout, stderr } = await runScan(["--find", "--json"], { folder, env: { HOME: folder } });
    expect(stderr).toContain(`reading:\n  ${cursor}\n  ${join(folder, ".claude.json")}`);
    expect(reportOf(stdout).servers.map(({ name }) => name)).toEqual(["unknown"]);
  });

  it("writes a policy for each known server, all of which parse, and overwrites nothing", async () => {
    const file = await configure({ local: local(), unknown: { command: join(folder, "absent") } });
    const policies = join(folder, "policies");
    const args = ["--list", "--yes", "--fail-on", "none", "--policies", policies, file];
    expect((await runScan(args)).code).toBe(0);
    expect(await readdir(policies)).toEqual(["01-local.json"]);
    expect(parsePolicy(await readFile(join(policies, "01-local.json"), "utf8")).ok).toBe(true);
    expect(await runScan(args)).toMatchObject({ code: 2, stderr: expect.stringContaining("isn't empty") });
  });
});

async function answer(request: IncomingMessage) {
  if (request.method !== "POST") return null;
  const { id, method } = z.object({ id: z.unknown().optional(), method: z.string() }).parse(await json(request));
  const serverInfo = { name: "here", version: "1.0.0" };
  if (method === "initialize")
    return { jsonrpc: "2.0", id, result: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo } };
  const tools = [{ name: "send_message", inputSchema: { type: "object" } }];
  return method === "tools/list" ? { jsonrpc: "2.0", id, result: { tools } } : null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
