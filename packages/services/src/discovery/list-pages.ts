import type { Client } from "@modelcontextprotocol/client";
import { z } from "zod";
import { ServiceError } from "../errors";
import { TOOLS_MAX, type ToolDefinition, toolDefinitionSchema } from "../servers/schemas";

const PAGES_MAX = 50;

/** A page of `tools/list`. Each tool is checked by itself, so that a complaint can name it. */
const toolPageSchema = z.object({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

/** Every page of a server's tools. The client hands the definitions on as they came, in every revision. */
export async function listPages(
  client: Client,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<ToolDefinition[]> {
  const tools = new Map<string, ToolDefinition>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const found = await client.request({ method: "tools/list", params }, toolPageSchema, {
      signal,
      timeout: timeoutMs,
    });
    for (const tool of found.tools.map(readTool)) {
      if (tools.has(tool.name)) throw unusable(`it lists two tools named ${JSON.stringify(tool.name)}`);
      tools.set(tool.name, tool);
      if (tools.size > TOOLS_MAX) throw unusable(`it lists more than ${TOOLS_MAX} tools`);
    }
    cursor = found.nextCursor;
    if (cursor === undefined) return [...tools.values()];
  }
  throw unusable(`its list of tools doesn't end after ${PAGES_MAX} pages`);
}

function readTool(value: unknown): ToolDefinition {
  const read = toolDefinitionSchema.safeParse(value);
  if (read.success) return read.data;
  const named = z.object({ name: z.string().max(100) }).safeParse(value);
  const name = named.success ? `the tool ${JSON.stringify(named.data.name)}` : "a tool";
  const fields = [...new Set(read.error.issues.map((issue) => String(issue.path[0] ?? "value")))].join(", ");
  throw unusable(`the definition of ${name} is not valid (${fields})`);
}

function unusable(what: string): ServiceError {
  return new ServiceError("UPSTREAM_NOT_MCP", `The server answered, but its tools can't be used: ${what}.`);
}
