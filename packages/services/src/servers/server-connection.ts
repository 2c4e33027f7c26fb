import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { DiscoveryContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findServer } from "./find-server";
import { openHeaders } from "./header-box";
import { type GetServerInput, type ServerConnection, serverConnectionSchema } from "./schemas";

/** The address and the decrypted headers, for connecting to the upstream. Never part of an answer, a log or an error. */
export async function serverConnection(ctx: DiscoveryContext, input: GetServerInput): Promise<ServerConnection> {
  authorize(ctx, "servers:write");
  const { id } = parseInput(serverConnectionSchema, input);
  return withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const server = await findServer(tx, ctx, id);
    return { url: server.url, headers: await openHeaders(tx, ctx, server.id, server.headersCiphertext) };
  });
}
