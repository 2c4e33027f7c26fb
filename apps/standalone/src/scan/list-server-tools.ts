import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { AddressLaunch, Launch } from "@policylayer/stack";
import { z } from "zod";
import { type ListedTool, listedToolSchema } from "./known-server";
import { ProgramTransport } from "./program-transport";

export type Listing =
  | { readonly ok: true; readonly tools: readonly ListedTool[] }
  /** Says what happened, in our words: a server's own may repeat what it was given. */
  | { readonly ok: false; readonly problem: string };

/** A program may have to be downloaded first. */
const PROGRAM_TIMEOUT_MS = 60_000;
const ADDRESS_TIMEOUT_MS = 15_000;
const PAGES_MAX = 50;
const TOOLS_MAX = 5_000;

const toolPageSchema = z.object({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

/** Connects to a server, lists its tools and says goodbye. What was started has ended when this returns; it never throws. */
export async function listServerTools(launch: Launch, stop: AbortSignal): Promise<Listing> {
  if (launch.kind === "program") return listThrough(new ProgramTransport(launch), PROGRAM_TIMEOUT_MS, stop, null);
  if (!URL.canParse(launch.url)) return { ok: false, problem: "its address can't be read" };
  const seen: Seen = { status: null };
  if (launch.transport !== "sse") {
    const listed = await listThrough(httpTransport(launch, seen), ADDRESS_TIMEOUT_MS, stop, seen);
    const isOlder = launch.transport === null && (seen.status === 404 || seen.status === 405 || seen.status === 400);
    if (listed.ok || !isOlder) return listed;
  }
  return listThrough(sseTransport(launch, seen), ADDRESS_TIMEOUT_MS, stop, seen);
}

/** The HTTP status of the last answer. */
interface Seen {
  status: number | null;
}

async function listThrough(
  transport: Transport,
  timeoutMs: number,
  stop: AbortSignal,
  seen: Seen | null,
): Promise<Listing> {
  const client = new Client({ name: "policylayer-scan", version: "1.0.0" }, { capabilities: {} });
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
  try {
    await client.connect(transport, { signal, timeout: timeoutMs });
    const hasTools = client.getServerCapabilities()?.tools !== undefined;
    return { ok: true, tools: hasTools ? await listPages(client, signal, timeoutMs) : [] };
  } catch (error) {
    if (stop.aborted) return { ok: false, problem: "stopped" };
    return { ok: false, problem: signal.aborted ? `no answer in ${timeoutMs / 1000} seconds` : problemOf(error, seen) };
  } finally {
    await client.close();
    // A client that never connected doesn't close what it was given.
    await transport.close();
  }
}

async function listPages(client: Client, signal: AbortSignal, timeout: number): Promise<ListedTool[]> {
  const tools = new Map<string, ListedTool>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const answer = await client.request({ method: "tools/list", params }, toolPageSchema, { signal, timeout });
    for (const each of answer.tools) {
      const tool = listedToolSchema.parse(each);
      tools.set(tool.name, tool);
    }
    if (tools.size > TOOLS_MAX) throw new Unusable(`it lists more than ${TOOLS_MAX} tools`);
    cursor = answer.nextCursor;
    if (cursor === undefined) return [...tools.values()];
  }
  throw new Unusable(`its list of tools doesn't end after ${PAGES_MAX} pages`);
}

class Unusable extends Error {}

function httpTransport({ url, headers }: AddressLaunch, seen: Seen): Transport {
  const requestInit = { headers: Object.fromEntries(headers) };
  return new StreamableHTTPClientTransport(new URL(url), { requestInit, fetch: fetchWithout(seen) });
}

function sseTransport({ url, headers }: AddressLaunch, seen: Seen): Transport {
  const requestInit = { headers: Object.fromEntries(headers) };
  return new SSEClientTransport(new URL(url), { requestInit, fetch: fetchWithout(seen) });
}

/** Redirects aren't followed: nothing is connected to but what was said. */
function fetchWithout(seen: Seen) {
  return async (url: string | URL, init?: RequestInit): Promise<Response> => {
    seen.status = null;
    const answer = await fetch(url, { ...init, redirect: "manual" });
    seen.status = answer.status;
    if (answer.status >= 300 && answer.status < 400) throw new Unusable("it redirects elsewhere, which isn't followed");
    return answer;
  };
}

const NETWORK = new Map([
  ["ENOENT", "there is no such program"],
  ["EACCES", "the program can't be run"],
  ["ECONNREFUSED", "connection refused"],
  ["ENOTFOUND", "the host name doesn't exist"],
  ["ECONNRESET", "the connection was reset"],
]);

function problemOf(error: unknown, seen: Seen | null): string {
  if (error instanceof Unusable) return error.message;
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const words = "code" in at && typeof at.code === "string" ? NETWORK.get(at.code) : undefined;
    if (words !== undefined) return words;
  }
  const status = seen?.status ?? null;
  if (status === 401 || status === 403) return `it asks for other credentials (HTTP ${status})`;
  if (status !== null && status >= 400) return `it answers with HTTP ${status}`;
  if (error instanceof z.ZodError) return "its tools can't be read";
  return seen === null ? "it ended, or its output isn't MCP" : "its answer isn't MCP";
}
