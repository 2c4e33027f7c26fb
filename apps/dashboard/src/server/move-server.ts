import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { moveServer as move } from "@policylayer/services/discovery";
import type { ServerView, UpdateServerInput } from "@policylayer/services/servers";
import { getDeps } from "./deps";

/** Changes a server, and finds out how it is spoken to when its address is another one. */
export function moveServer(ctx: ServiceContext, input: UpdateServerInput): Promise<ServerView> {
  return move(ctx, getDeps().guardedFetch, input);
}
