import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { parseInput } from "../input/parse-input";
import { addVersion, requireVersion } from "./add-version";
import { lockPolicy } from "./find-policy";
import { type PolicyView, type RestorePolicyVersionInput, restorePolicyVersionSchema } from "./schemas";

/**
 * An old version's document as a new version, in force from the next call. Nothing is lost: the versions between stay.
 * PRECONDITION_FAILED when `ifMatch` is given and somebody else saved since; INVALID when the document can't be saved any
 * more.
 */
export async function restorePolicyVersion(ctx: ServiceContext, input: RestorePolicyVersionInput): Promise<PolicyView> {
  authorize(ctx, "policies:write");
  const { id, version, message, ifMatch = "any" } = parseInput(restorePolicyVersionSchema, input);
  return commitChange(ctx, async (tx) => {
    const before = await lockPolicy(tx, ctx, id);
    requireVersion(before.row.version, ifMatch);
    const old = await tx.policyVersion.findFirst({
      where: { organizationId: ctx.organizationId, policyId: id, version },
      select: { document: true },
    });
    if (old === null) throw notFound("version of a policy");
    return addVersion(tx, ctx, before, {
      id,
      document: old.document,
      message: message ?? `Restored version ${version}`,
      action: "policy.restored",
    });
  });
}
