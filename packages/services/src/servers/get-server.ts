import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findServer } from "./find-server";
import { type GetServerInput, getServerSchema, type ServerView } from "./schemas";
import { toServerView } from "./server-view";

/** By id or slug. */
export async function getServer(ctx: ServiceContext, input: GetServerInput): Promise<ServerView> {
  authorize(ctx, "servers:read");
  const { id } = parseInput(getServerSchema, input);
  return toServerView(await withOrganization(ctx.db, ctx.organizationId, (tx) => findServer(tx, ctx, id)));
}
