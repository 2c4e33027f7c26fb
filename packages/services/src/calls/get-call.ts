import { timeOfId } from "@policylayer/crypto";
import { withOrganization } from "@policylayer/db";
import { authorize, withinTeams } from "../authorize";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { parseInput } from "../input/parse-input";
import { toCallView } from "./call-view";
import { type CallView, type GetCallInput, getCallSchema } from "./schemas";

/** The row of one call. The id says when it was, and so in which of the log's partitions it is. */
export async function getCall(ctx: ServiceContext, input: GetCallInput): Promise<CallView> {
  authorize(ctx, "calls:read");
  const { id } = parseInput(getCallSchema, input);
  const at = momentOf(id);
  if (at === null) throw notFound("call");
  const row = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.call.findFirst({ where: { id, at, organizationId: ctx.organizationId, ...withinTeams(ctx) } }),
  );
  if (row === null) throw notFound("call");
  return toCallView(row);
}

/** null for a text that isn't an id. */
function momentOf(id: string): Date | null {
  try {
    return new Date(timeOfId(id));
  } catch {
    return null;
  }
}
