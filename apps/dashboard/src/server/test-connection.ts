import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { type ListedUpstream, listUpstreamTools } from "@policylayer/services/discovery";
import { requireServerAddress, type ServerAddressInput } from "@policylayer/services/servers";
import { getDeps } from "./deps";

/** What a server that isn't saved yet lists, and how it is spoken to. Throws as `createServer` does for its address, and as `listUpstreamTools`. */
export async function testConnection(ctx: ServiceContext, input: ServerAddressInput): Promise<ListedUpstream> {
  return listUpstreamTools(getDeps().guardedFetch, requireServerAddress(ctx, input));
}
