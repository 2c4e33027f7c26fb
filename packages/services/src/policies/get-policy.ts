import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findPolicy } from "./find-policy";
import { toPolicyView } from "./policy-view";
import { type GetPolicyInput, getPolicySchema, type PolicyView } from "./schemas";

export async function getPolicy(ctx: ServiceContext, input: GetPolicyInput): Promise<PolicyView> {
  authorize(ctx, "policies:read");
  const { id } = parseInput(getPolicySchema, input);
  const { row, text } = await withOrganization(ctx.db, ctx.organizationId, (tx) => findPolicy(tx, ctx, id));
  return toPolicyView(ctx, row, text);
}
