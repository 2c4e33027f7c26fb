import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { RunningProxy, World } from "./harness";
import { RecordingUpstream } from "./recording-upstream";
import { type Seeded, type ServerSeed, seedServer } from "./seed-world";

export interface TeamWorld {
  /** Its path is the team's URL. */
  readonly seeded: Seeded;
  /** Ids by slug. */
  readonly servers: ReadonlyMap<string, { readonly serverId: string; readonly policyId: string }>;
}

/** A grant with the server `upstream`, which is the world's own, and these. */
export async function seedTeam(world: World, servers: readonly ServerSeed[], policy?: string): Promise<TeamWorld> {
  const one = await world.seed(policy === undefined ? {} : { policy });
  const ids = new Map<string, { serverId: string; policyId: string }>();
  for (const server of servers) ids.set(server.slug, await seedServer(world.db, one, server));
  return { seeded: { ...one, path: `/${one.organizationSlug}/agents/mcp` }, servers: ids };
}

/** Offers these tools, as they are pinned, and answers calls with their arguments. */
export async function startListed(tools: readonly string[]): Promise<RecordingUpstream> {
  const upstream = await RecordingUpstream.start();
  upstream.tools = tools.map((name) => ({ name, inputSchema: { type: "object" } }));
  listAtOnce(upstream);
  return upstream;
}

/** Its list has one page. */
export function listAtOnce(upstream: RecordingUpstream): void {
  upstream.on.set("tools/list", (res, { message }) => {
    res.writeHead(200, { "Content-Type": "application/json" });
    res.end(JSON.stringify({ jsonrpc: "2.0", id: message?.id, result: { tools: upstream.tools } }));
  });
}

/** The official client, connected. */
export async function connectOfficial(proxy: RunningProxy, { path, token }: Seeded, client: Client): Promise<Client> {
  const transport = new StreamableHTTPClientTransport(new URL(proxy.url + path), {
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
  // The SDK's own declarations don't agree under exactOptionalPropertyTypes; at run time they are one type.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return client;
}
