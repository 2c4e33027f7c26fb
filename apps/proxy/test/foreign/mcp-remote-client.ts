import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { type Access, type ForeignClient, textOf } from "./foreign-client";

/** `mcp-remote`, as clients that only know stdio use it, under the official client of the first SDK. */
export async function connectMcpRemote({ url, token }: Access): Promise<ForeignClient> {
  const home = await mkdtemp(join(tmpdir(), "mcp-remote-"));
  const script = join(createRequire(import.meta.url).resolve("mcp-remote/package.json"), "../dist/proxy.js");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: mcp-remote puts the variable there itself.
  const header = "Authorization:${AUTH}";
  const client = new Client({ name: "stdio-only", version: "1.0.0" });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [script, url, "--header", header, "--allow-http", "--transport", "http-only"],
    env: { PATH: process.env.PATH ?? "", HOME: home, MCP_REMOTE_CONFIG_DIR: home, AUTH: `Bearer ${token}` },
    stderr: "ignore",
  });
  const close = async () => {
    await client.close();
    await rm(home, { recursive: true });
  };
  try {
    await client.connect(transport);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    revision: null,
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: args });
      return { text: textOf(content), isError: isError === true };
    },
    close,
  };
}
