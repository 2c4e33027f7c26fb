import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { type Access, type ForeignClient, textOf } from "./foreign-client";

/** The official client of the second SDK: `legacy` sends `initialize`, `auto` finds out first what the other side speaks. */
export async function connectSdkV2({ url, token }: Access, mode: "legacy" | "auto"): Promise<ForeignClient> {
  const client = new Client({ name: "sdk-v2", version: "1.0.0" }, { versionNegotiation: { mode } });
  const headers = { Authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return {
    revision: client.getNegotiatedProtocolVersion() ?? null,
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: args });
      return { text: textOf(content), isError: isError === true };
    },
    close: () => client.close(),
  };
}
