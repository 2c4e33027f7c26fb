import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { type PinnedToolsView, pinTools, serverConnection } from "@policylayer/services/servers";
import { getDeps } from "./deps";
import { listUpstreamTools } from "./list-upstream-tools";

/** Connects to a registered server and pins the tools it lists. Nothing changes when it can't be reached. */
export async function discoverTools(ctx: ServiceContext, input: { id: string }): Promise<PinnedToolsView> {
  const connection = await serverConnection(ctx, input);
  const tools = await listUpstreamTools(getDeps().guardedFetch, connection);
  return pinTools(ctx, { id: input.id, tools });
}
