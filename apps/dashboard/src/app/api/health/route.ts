import { checkHealth } from "../../../server/check-health";
import { methods } from "../../../server/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: async () => {
    const health = await checkHealth();
    return Response.json(health, {
      status: health.status === "ok" ? 200 : 503,
      headers: { "cache-control": "no-store" },
    });
  },
});
