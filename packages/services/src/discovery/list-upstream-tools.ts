import { setMaxListeners } from "node:events";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { GuardedFetch } from "@policylayer/net";
import { z } from "zod";
import { ServiceError } from "../errors";
import { type ServerConnection, TOOLS_MAX, type ToolDefinition, toolDefinitionSchema } from "../servers/schemas";
import { describeUpstreamFailure, type SeenAnswer } from "./describe-upstream-failure";

/** For connecting, all pages and saying goodbye. */
const TIMEOUT_MS = 15_000;
const PAGES_MAX = 50;

/** A page of `tools/list`. Each tool is checked by itself, so that a complaint can name it. */
const toolPageSchema = z.object({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

/**
 * Connects to an upstream with the official client and lists its tools. Throws UPSTREAM_UNREACHABLE when there was no answer
 * to speak of, and UPSTREAM_NOT_MCP when what answered isn't a usable MCP server; both say what was seen and hold no secret.
 */
export async function listUpstreamTools(
  guardedFetch: GuardedFetch,
  connection: ServerConnection,
): Promise<ToolDefinition[]> {
  const deadline = new AbortController();
  // The client listens anew for every page and never stops.
  setMaxListeners(0, deadline.signal);
  const timer = setTimeout(() => deadline.abort(new DOMException("too slow", "TimeoutError")), TIMEOUT_MS);
  const seen: { last: SeenAnswer | null } = { last: null };
  const transport = new StreamableHTTPClientTransport(new URL(connection.url), {
    requestInit: { headers: { ...connection.headers } },
    fetch: async (url, init) => {
      seen.last = null;
      const signals = [deadline.signal, ...(init?.signal ? [init.signal] : [])];
      const answer = await guardedFetch(url, { ...init, signal: AbortSignal.any(signals) });
      seen.last = {
        method: init?.method ?? "GET",
        status: answer.status,
        contentType: answer.headers.get("content-type"),
      };
      return answer;
    },
  });
  const client = new Client({ name: "policylayer", version: "1.0.0" }, { capabilities: {} });
  try {
    await client.connect(transport, { signal: deadline.signal, timeout: TIMEOUT_MS });
    const tools = client.getServerCapabilities()?.tools === undefined ? [] : await listPages(client, deadline.signal);
    await transport.terminateSession().catch(() => "the upstream ends the session by itself, some time");
    return tools;
  } catch (error) {
    throw describeUpstreamFailure(deadline.signal.aborted ? deadline.signal.reason : error, seen.last);
  } finally {
    clearTimeout(timer);
    deadline.abort();
    await client.close();
  }
}

async function listPages(client: Client, signal: AbortSignal): Promise<ToolDefinition[]> {
  const tools = new Map<string, ToolDefinition>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const found = await client.request({ method: "tools/list", params }, toolPageSchema, {
      signal,
      timeout: TIMEOUT_MS,
    });
    for (const tool of found.tools.map(readTool)) {
      if (tools.has(tool.name)) throw notMcp(`it lists two tools named ${JSON.stringify(tool.name)}`);
      tools.set(tool.name, tool);
      if (tools.size > TOOLS_MAX) throw notMcp(`it lists more than ${TOOLS_MAX} tools`);
    }
    cursor = found.nextCursor;
    if (cursor === undefined) return [...tools.values()];
  }
  throw notMcp(`its list of tools doesn't end after ${PAGES_MAX} pages`);
}

function readTool(value: unknown): ToolDefinition {
  const read = toolDefinitionSchema.safeParse(value);
  if (read.success) return read.data;
  const named = z.object({ name: z.string().max(100) }).safeParse(value);
  const name = named.success ? `the tool ${JSON.stringify(named.data.name)}` : "a tool";
  const fields = [...new Set(read.error.issues.map((issue) => String(issue.path[0] ?? "value")))].join(", ");
  throw notMcp(`the definition of ${name} is not valid (${fields})`);
}

function notMcp(what: string): ServiceError {
  return new ServiceError("UPSTREAM_NOT_MCP", `The server answered, but its tools can't be used: ${what}.`);
}
