import { withOrganization } from "@policylayer/db";
import { draftPolicy } from "@policylayer/policy";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findServer } from "../servers/find-server";
import { toolDefinitionSchema } from "../servers/schemas";
import { effectiveClass } from "../servers/tool-risk";
import { type DraftPolicyForInput, draftPolicyForSchema } from "./schemas";

/** A valid document to start a policy of this server from, as text. Nothing is stored. */
export async function draftPolicyFor(ctx: ServiceContext, input: DraftPolicyForInput): Promise<string> {
  authorize(ctx, "policies:read");
  const { server } = parseInput(draftPolicyForSchema, input);
  const tools = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const { id } = await findServer(tx, ctx, server);
    const ofServer = { organizationId: ctx.organizationId, serverId: id };
    const rows = await tx.tool.findMany({
      where: { ...ofServer, status: { not: "removed" } },
      select: { name: true, definition: true },
      orderBy: { name: "asc" },
    });
    const given = await tx.toolRiskOverride.findMany({
      where: ofServer,
      select: { toolName: true, riskClass: true },
    });
    const overrides = new Map(given.map(({ toolName, riskClass }) => [toolName, riskClass]));
    return rows.map((row) => ({ ...row, overridden: overrides.get(row.name) }));
  });
  return draftPolicy(
    tools.map(({ name, definition, overridden }) => {
      const read = toolDefinitionSchema.parse(definition);
      return { name, class: effectiveClass(read, overridden), inputSchema: read.inputSchema };
    }),
  );
}
