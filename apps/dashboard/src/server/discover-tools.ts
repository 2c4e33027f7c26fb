import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { discoverTools as discover } from "@policylayer/services/discovery";
import type { PinnedToolsView } from "@policylayer/services/servers";
import { getDeps } from "./deps";

/** Connects to a registered server and takes in the tools it lists. Nothing changes when it can't be reached. */
export function discoverTools(ctx: ServiceContext, input: { id: string }): Promise<PinnedToolsView> {
  return discover(ctx, getDeps().guardedFetch, input);
}
