import { withOrganization } from "@policylayer/db";
import { compileStoredPolicy } from "@policylayer/policy";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findPolicy } from "./find-policy";
import { type SimulatedCallView, type SimulatePolicyInput, simulatePolicySchema } from "./schemas";
import { simulateCall, toSimulatedTool } from "./simulated-call";

/**
 * What the saved policy says to calls, in the order asked, and why, by the code that judges real ones. Nothing is counted:
 * every limit is taken to have room.
 */
export async function simulatePolicy(ctx: ServiceContext, input: SimulatePolicyInput): Promise<SimulatedCallView[]> {
  authorize(ctx, "policies:read");
  const { id, calls } = parseInput(simulatePolicySchema, input);
  const { row, text, tools, overrides } = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const found = await findPolicy(tx, ctx, id);
    const names = calls.map((call) => call.tool);
    const ofServer = { organizationId: ctx.organizationId, serverId: found.row.serverId };
    const pinned = await tx.tool.findMany({
      where: { ...ofServer, name: { in: names }, status: { not: "removed" } },
      select: { name: true, definition: true, status: true },
    });
    const given = await tx.toolRiskOverride.findMany({ where: { ...ofServer, toolName: { in: names } } });
    return {
      ...found,
      tools: pinned,
      overrides: new Map(given.map(({ toolName, riskClass }) => [toolName, riskClass])),
    };
  });
  const policy = compileStoredPolicy(text);
  const pinned = new Map(
    tools.map(({ name, definition, status }) => [
      name,
      toSimulatedTool(definition, status !== "approved", overrides.get(name)),
    ]),
  );
  const place = {
    organizationId: ctx.organizationId,
    server: { id: row.serverId, slug: row.server.slug },
    nowMs: ctx.now().getTime(),
  };
  return calls.map((call) => simulateCall(policy, call, pinned.get(call.tool) ?? null, place));
}
