import { withOrganization } from "@policylayer/db";
import { draftPolicy } from "@policylayer/policy";
import { z } from "zod";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findServer } from "../servers/find-server";
import { type DraftPolicyForInput, draftPolicyForSchema } from "./schemas";

/** Only what is said as a boolean counts; an upstream may put anything here. */
const annotationsSchema = z
  .object({
    readOnlyHint: z.boolean().optional().catch(undefined),
    destructiveHint: z.boolean().optional().catch(undefined),
  })
  .nullable()
  .catch(null);

/** A valid document to start a policy of this server from, as text. Nothing is stored. */
export async function draftPolicyFor(ctx: ServiceContext, input: DraftPolicyForInput): Promise<string> {
  authorize(ctx, "policies:read");
  const { server } = parseInput(draftPolicyForSchema, input);
  const tools = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const { id } = await findServer(tx, ctx, server);
    return tx.tool.findMany({
      where: { organizationId: ctx.organizationId, serverId: id, status: { not: "removed" } },
      select: { name: true, annotations: true },
      orderBy: { name: "asc" },
    });
  });
  return draftPolicy(
    tools.map(({ name, annotations }) => ({ name, annotations: annotationsSchema.parse(annotations) ?? undefined })),
  );
}
