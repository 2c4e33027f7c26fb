import { catalogueTotals, listCatalogueSources } from "@policylayer/services/catalogue";
import { getDeps } from "../../../../../server/deps";
import { methods } from "../../../../../server/methods";
import { operations } from "../../../../../server/rest/operations";
import { route } from "../../../../../server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(operations.listCatalogueSources.input, async () => {
    const [data, totals] = await Promise.all([listCatalogueSources(getDeps()), catalogueTotals(getDeps())]);
    return { value: { data, pagination: { next_cursor: null, has_more: false }, totals } };
  }),
});
