import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { grantsOfServer, lockServer } from "./find-server";
import { sealHeaders } from "./header-box";
import { requireHeadersAnew } from "./require-headers-anew";
import { type ServerTransport, type ServerView, type UpdateServerInput, updateServerSchema } from "./schemas";
import { toServerView, WITH_TOOL_COUNT } from "./server-view";

/**
 * Changes what is given. Stored headers never follow to another host: moving the URL's origin needs them given anew (INVALID
 * at `/headers`). At another address the transport has to be found again: `found` is what was found there; without it, it is
 * taken for Streamable HTTP until the tools are listed there, which the worker does soon.
 */
export async function updateServer(
  ctx: ServiceContext,
  input: UpdateServerInput,
  found: { readonly url: string; readonly transport: ServerTransport } | null = null,
): Promise<ServerView> {
  authorize(ctx, "servers:write");
  const { id, name, url, headers } = parseInput(updateServerSchema, input);
  return commitChange(ctx, async (tx) => {
    const before = await lockServer(tx, ctx, id);
    requireHeadersAnew(before, url, headers);
    const transport = found !== null && found.url === url ? found.transport : "streamable_http";
    const row = await tx.server.update({
      where: { id: before.id, organizationId: ctx.organizationId },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(url === undefined || url === before.url ? {} : { url, transport, toolsCheckedAt: null }),
        ...(headers === undefined ? {} : await sealHeaders(tx, ctx, before.id, headers)),
        updatedAt: ctx.now(),
      },
      include: WITH_TOOL_COUNT,
    });
    const view = toServerView(row);
    return {
      result: view,
      event: { action: "server.updated", targetId: row.id, before: toServerView(before), after: view },
      grantIds: await grantsOfServer(tx, ctx, row.id),
    };
  });
}
