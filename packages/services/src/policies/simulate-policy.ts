import { withOrganization } from "@policylayer/db";
import { compileStoredPolicy, decideCall, planCall } from "@policylayer/policy";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findPolicy } from "./find-policy";
import { type SimulatedCallView, type SimulatePolicyInput, simulatePolicySchema } from "./schemas";

/**
 * What the saved policy says to calls, in the order asked, by the code that judges real ones. Nothing is counted: every
 * limit is taken to have room.
 */
export async function simulatePolicy(ctx: ServiceContext, input: SimulatePolicyInput): Promise<SimulatedCallView[]> {
  authorize(ctx, "policies:read");
  const { id, calls } = parseInput(simulatePolicySchema, input);
  const { text, known } = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const found = await findPolicy(tx, ctx, id);
    const tools = await tx.tool.findMany({
      where: {
        organizationId: ctx.organizationId,
        serverId: found.row.serverId,
        name: { in: calls.map((call) => call.tool) },
      },
      select: { name: true },
    });
    return { text: found.text, known: new Set(tools.map((tool) => tool.name)) };
  });
  const policy = compileStoredPolicy(text);
  return calls.map(({ tool }) => {
    const plan = planCall(policy, { tool, isKnown: known.has(tool) });
    const decision = decideCall(plan, plan.kind === "reserve" ? { kind: "reserved", remaining: [] } : null);
    return {
      decision: decision.decision,
      code: decision.code,
      rule: decision.rule,
      message: "message" in decision ? decision.message : null,
    };
  });
}
