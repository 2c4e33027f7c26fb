import { listTeams } from "@policylayer/services/teams";
import { methods } from "../../../../server/methods";
import { operations } from "../../../../server/rest/operations";
import { route } from "../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listTeams.input, async ({ ctx, input }) => ({ value: await listTeams(ctx, input) })),
});
