import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { DiscoveryContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findServer } from "./find-server";
import { openHeaders } from "./header-box";
import { requireHeadersAnew } from "./require-headers-anew";
import { type ServerConnection, type UpdateServerInput, updateServerSchema } from "./schemas";

/**
 * How a server would be connected to after this change; null when it stays at its address. Refuses what `updateServer` would
 * refuse of the address, so that no stored header is sent where it must not go. Never part of an answer, a log or an error.
 */
export async function changedConnection(
  ctx: DiscoveryContext,
  input: UpdateServerInput,
): Promise<ServerConnection | null> {
  authorize(ctx, "servers:write");
  const { id, url, headers } = parseInput(updateServerSchema, input);
  if (url === undefined) return null;
  return withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const before = await findServer(tx, ctx, id);
    requireHeadersAnew(before, url, headers);
    if (url === before.url) return null;
    return { url, headers: headers ?? (await openHeaders(tx, ctx, before.id, before.headersCiphertext)) };
  });
}
