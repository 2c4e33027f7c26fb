import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { invalid } from "../errors";
import { parseInput } from "../input/parse-input";
import { grantsOfServer, lockServer } from "./find-server";
import { sealHeaders } from "./header-box";
import { type ServerView, type UpdateServerInput, updateServerSchema } from "./schemas";
import { toServerView, WITH_TOOL_COUNT } from "./server-view";

/**
 * Changes what is given. Stored headers never follow to another host: moving the URL's origin needs them given anew (INVALID
 * at `/headers`), or whoever may edit a server could read its credentials. At another address the transport has to be found
 * again: until the tools are listed there, which the worker does soon, it is taken for Streamable HTTP.
 */
export async function updateServer(ctx: ServiceContext, input: UpdateServerInput): Promise<ServerView> {
  authorize(ctx, "servers:write");
  const { id, name, url, headers } = parseInput(updateServerSchema, input);
  return commitChange(ctx, async (tx) => {
    const before = await lockServer(tx, ctx, id);
    const isMoved = url !== undefined && new URL(url).origin !== new URL(before.url).origin;
    if (isMoved && headers === undefined && before.headerNames.length > 0) {
      throw invalid("/headers", "The address is on another host: give the headers anew, or {} for none.");
    }
    const row = await tx.server.update({
      where: { id: before.id, organizationId: ctx.organizationId },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(url === undefined || url === before.url
          ? {}
          : { url, transport: "streamable_http" as const, toolsCheckedAt: null }),
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
