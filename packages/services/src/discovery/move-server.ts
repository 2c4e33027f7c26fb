import type { GuardedFetch } from "@policylayer/net";
import type { ServiceContext } from "../context";
import { isServiceError } from "../errors";
import { changedConnection } from "../servers/changed-connection";
import type { ServerTransport, ServerView, UpdateServerInput } from "../servers/schemas";
import { updateServer } from "../servers/update-server";
import { listUpstreamTools } from "./list-upstream-tools";

/**
 * `updateServer`, which connects to a new address first and saves how it is spoken to with it. An address that doesn't answer is
 * saved all the same, to be called over Streamable HTTP until the worker gets through: whoever moves a server may do so first.
 */
export async function moveServer(
  ctx: ServiceContext,
  guardedFetch: GuardedFetch,
  input: UpdateServerInput,
): Promise<ServerView> {
  const connection = await changedConnection(ctx, input);
  if (connection === null) return updateServer(ctx, input);
  return updateServer(ctx, input, { url: connection.url, transport: await transportOf(guardedFetch, connection) });
}

async function transportOf(
  guardedFetch: GuardedFetch,
  connection: Parameters<typeof listUpstreamTools>[1],
): Promise<ServerTransport> {
  try {
    return (await listUpstreamTools(guardedFetch, connection)).transport;
  } catch (error) {
    if (isServiceError(error)) return "streamable_http";
    throw error;
  }
}
