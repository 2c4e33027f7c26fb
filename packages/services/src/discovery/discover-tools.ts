import type { GuardedFetch } from "@policylayer/net";
import type { DiscoveryContext } from "../context";
import { pinTools } from "../servers/pin-tools";
import type { GetServerInput, PinnedToolsView } from "../servers/schemas";
import { serverConnection } from "../servers/server-connection";
import { listUpstreamTools } from "./list-upstream-tools";

/**
 * Connects to a registered server and takes in the tools it lists and how it is spoken to, as `pinTools` says. Nothing changes
 * when it can't be reached. Its two verbs check the right to.
 */
export async function discoverTools(
  ctx: DiscoveryContext,
  guardedFetch: GuardedFetch,
  input: GetServerInput,
): Promise<PinnedToolsView> {
  const connection = await serverConnection(ctx, input);
  const { tools, url, transport } = await listUpstreamTools(guardedFetch, connection);
  return pinTools(ctx, { id: input.id, tools, found: { url, transport } });
}
