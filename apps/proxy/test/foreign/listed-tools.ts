import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { ToolSeed } from "../seed-world";

/** The tools as a server lists them to a client that talks to it directly: what an administrator approves. */
export async function listedTools(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly ToolSeed[]> {
  const client = new Client({ name: "direct", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  try {
    const { tools } = await client.listTools();
    return tools as readonly ToolSeed[];
  } finally {
    await client.close();
  }
}
