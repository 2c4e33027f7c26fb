import { deleteServer, getServer } from "@policylayer/services/servers";
import { methods } from "../../../../../server/methods";
import { moveServer } from "../../../../../server/move-server";
import { operations } from "../../../../../server/rest/operations";
import { route } from "../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getServer.input, async ({ ctx, input }) => ({ value: await getServer(ctx, input) })),
  PATCH: route(operations.updateServer.input, async ({ ctx, input }) => ({ value: await moveServer(ctx, input) })),
  DELETE: route(operations.deleteServer.input, async ({ ctx, input }) => ({ value: await deleteServer(ctx, input) })),
});
