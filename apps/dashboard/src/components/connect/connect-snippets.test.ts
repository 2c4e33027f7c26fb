import { execFile } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { claudeCodeSnippets } from "./claude-code";
import type { Connection, Snippet } from "./connection";
import { curlSnippets } from "./curl";
import { cursorSnippets } from "./cursor";
import { vsCodeSnippets } from "./vs-code";

const run = promisify(execFile);
const URL_OF_SERVER = "http://127.0.0.1:3100/acme/agents/stripe/mcp";
const TOKEN = `plg_live_${"a".repeat(22)}_${"b".repeat(38)}`;
const shown: Connection = { name: "stripe", url: URL_OF_SERVER, token: TOKEN };
const later: Connection = { ...shown, token: null };

const byTitle = (snippets: Snippet[], title: string) => {
  const snippet = snippets.find((candidate) => candidate.title === title);
  if (snippet === undefined) throw new Error(`there is no snippet "${title}"`);
  return snippet.text;
};

/** The words a shell hands to the command `claude`. */
async function wordsOf(command: string, environment: Record<string, string> = {}): Promise<string[]> {
  const script = `claude() { printf '%s\\n' "$@"; }\n${command}`;
  const { stdout } = await run("sh", ["-c", script], { env: { ...process.env, ...environment } });
  return stdout.trimEnd().split("\n");
}

it("Claude Code's command keeps its name and URL out of reach of the header option", async () => {
  expect(await wordsOf(byTitle(claudeCodeSnippets(shown), "Command"))).toEqual([
    "mcp",
    "add",
    "--header",
    `Authorization: Bearer ${TOKEN}`,
    "--transport",
    "http",
    "stripe",
    URL_OF_SERVER,
  ]);
});

it("Claude Code's command reads the token from the environment once it is no longer shown", async () => {
  const words = await wordsOf(byTitle(claudeCodeSnippets(later), "Command"), { POLICYLAYER_TOKEN: "secret" });
  expect(words[3]).toBe("Authorization: Bearer secret");
});

it("Claude Code's file holds no secret", () => {
  expect(JSON.parse(byTitle(claudeCodeSnippets(shown), "File without the secret"))).toEqual({
    mcpServers: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Claude Code's own placeholder
      stripe: { type: "http", url: URL_OF_SERVER, headers: { Authorization: "Bearer ${POLICYLAYER_TOKEN}" } },
    },
  });
});

it("Cursor's files are of its shape", () => {
  expect(JSON.parse(byTitle(cursorSnippets(shown), "File with the token"))).toEqual({
    mcpServers: { stripe: { url: URL_OF_SERVER, headers: { Authorization: `Bearer ${TOKEN}` } } },
  });
  expect(JSON.parse(byTitle(cursorSnippets(later), "File without the secret"))).toEqual({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Cursor's own placeholder
    mcpServers: { stripe: { url: URL_OF_SERVER, headers: { Authorization: "Bearer ${env:POLICYLAYER_TOKEN}" } } },
  });
});

it("VS Code's file asks for the token under the id its header names", () => {
  const file = JSON.parse(byTitle(vsCodeSnippets(shown), "File that asks for the token"));
  expect(file.inputs).toEqual([
    { type: "promptString", id: "stripe-token", description: "PolicyLayer token for stripe", password: true },
  ]);
  expect(file.servers).toEqual({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code's own placeholder
    stripe: { type: "http", url: URL_OF_SERVER, headers: { Authorization: "Bearer ${input:stripe-token}" } },
  });
  expect(JSON.parse(byTitle(vsCodeSnippets(shown), "File with the token")).servers.stripe.headers).toEqual({
    Authorization: `Bearer ${TOKEN}`,
  });
});

it("no snippet of a hidden token holds one", () => {
  const all = [claudeCodeSnippets, cursorSnippets, vsCodeSnippets, curlSnippets].flatMap((make) => make(later));
  expect(all.map(({ text }) => text).join("\n")).not.toContain("plg_");
});

it("the curl script runs: it opens a session, says it is ready and lists the tools", async () => {
  const seen: { body: { method: string }; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      seen.push({ body, headers: request.headers });
      if (body.method === "notifications/initialized") return response.writeHead(202).end();
      response.setHeader("content-type", "application/json");
      if (body.method === "initialize") response.setHeader("Mcp-Session-Id", "ses_1");
      response.end(JSON.stringify({ jsonrpc: "2.0", id: body.id, result: { tools: [{ name: "create_refund" }] } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  try {
    const [snippet] = curlSnippets({ ...shown, url: `http://127.0.0.1:${address.port}/acme/agents/stripe/mcp` });
    const { stdout } = await run("sh", ["-eu", "-c", snippet?.text ?? ""]);
    expect(stdout).toContain("create_refund");
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  expect(seen.map(({ body }) => body.method)).toEqual(["initialize", "notifications/initialized", "tools/list"]);
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill(`Bearer ${TOKEN}`));
  expect(seen.slice(1).map(({ headers }) => headers["mcp-session-id"])).toEqual(["ses_1", "ses_1"]);
});
