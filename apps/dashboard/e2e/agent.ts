import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

/** An agent as they are out there: the official SDK's client, told an address and a header. */
export async function connectAgent(url: string, token: string): Promise<Client> {
  const agent = new Client({ name: "night-shift", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  await agent.connect(transport);
  return agent;
}

export interface Answer {
  readonly isError: boolean;
  readonly text: string;
}

/** One `tools/call`, with no arguments unless given. Throws when the answer is no tool result. */
export async function callTool(agent: Client, name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const { isError, content } = await agent.callTool({ name, arguments: args });
  const first: unknown = Array.isArray(content) ? content[0] : undefined;
  const text = typeof first === "object" && first !== null && "text" in first ? String(first.text) : "";
  return { isError: isError === true, text };
}
