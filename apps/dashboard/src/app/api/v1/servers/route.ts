import { createServer, listServers } from "@policylayer/services/servers";
import { methods } from "../../../../server/methods";
import { operations } from "../../../../server/rest/operations";
import { route } from "../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listServers.input, async ({ ctx, input }) => ({ value: await listServers(ctx, input) })),
  POST: route(operations.createServer.input, async ({ ctx, input }) => ({
    value: await createServer(ctx, input),
    status: operations.createServer.status,
  })),
});
