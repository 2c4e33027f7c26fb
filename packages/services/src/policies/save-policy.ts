import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { addVersion, requireVersion } from "./add-version";
import { lockPolicy } from "./find-policy";
import { type PolicyView, type SavePolicyInput, savePolicySchema } from "./schemas";

/**
 * A new version, in force from the next call. PRECONDITION_REQUIRED without `ifMatch`, PRECONDITION_FAILED when somebody
 * else saved in between, INVALID with every problem of the document, its failing tests among them; nothing is saved then.
 */
export async function savePolicy(ctx: ServiceContext, input: SavePolicyInput): Promise<PolicyView> {
  authorize(ctx, "policies:write");
  const { id, document, message, ifMatch } = parseInput(savePolicySchema, input);
  return commitChange(ctx, async (tx) => {
    const before = await lockPolicy(tx, ctx, id);
    if (ifMatch === undefined) {
      throw new ServiceError(
        "PRECONDITION_REQUIRED",
        `Say which version you changed; the policy is at version ${before.row.version}.`,
      );
    }
    requireVersion(before.row.version, ifMatch);
    return addVersion(tx, ctx, before, { id, document, message, action: "policy.saved" });
  });
}
