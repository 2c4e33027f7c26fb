import { getOrganization, updateOrganization } from "@policylayer/services/organizations";
import { methods } from "../../../../server/methods";
import { operations } from "../../../../server/rest/operations";
import { route } from "../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.getOrganization.input, async ({ ctx, input }) => ({
    value: await getOrganization(ctx, input),
  })),
  PATCH: route(operations.updateOrganization.input, async ({ ctx, input }) => ({
    value: await updateOrganization(ctx, input),
  })),
});
