import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { listUpstreamTools } from "@policylayer/services/discovery";
import { requireServerAddress, type ServerAddressInput, type ToolDefinition } from "@policylayer/services/servers";
import { getDeps } from "./deps";

/** The tools of a server that isn't saved yet. Throws as `createServer` does for its address, and as `listUpstreamTools`. */
export async function testConnection(ctx: ServiceContext, input: ServerAddressInput): Promise<ToolDefinition[]> {
  return listUpstreamTools(getDeps().guardedFetch, requireServerAddress(ctx, input));
}
