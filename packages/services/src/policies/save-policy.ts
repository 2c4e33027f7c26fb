import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { lockPolicy } from "./find-policy";
import { insertVersion } from "./insert-version";
import { toPolicyView, WITH_SERVER_AND_GRANTS } from "./policy-view";
import { readDocument } from "./read-document";
import { type PolicyView, type SavePolicyInput, savePolicySchema } from "./schemas";

/**
 * A new version, in force from the next call. PRECONDITION_REQUIRED without `ifMatch`, PRECONDITION_FAILED when somebody
 * else saved in between, INVALID with every problem of the document; nothing is saved then.
 */
export async function savePolicy(ctx: ServiceContext, input: SavePolicyInput): Promise<PolicyView> {
  authorize(ctx, "policies:write");
  const { id, document, message, ifMatch } = parseInput(savePolicySchema, input);
  return commitChange(ctx, async (tx) => {
    const before = await lockPolicy(tx, ctx, id);
    requireVersion(before.row.version, ifMatch);
    const { text } = readDocument(document);
    const version = before.row.version + 1;
    await insertVersion(tx, ctx, { policyId: id, version, text, message });
    const row = await tx.policy.update({
      where: { id, organizationId: ctx.organizationId },
      data: { version, updatedAt: ctx.now() },
      include: WITH_SERVER_AND_GRANTS,
    });
    const view = toPolicyView(ctx, row, text);
    return {
      result: view,
      event: { action: "policy.saved", targetId: id, before: toPolicyView(ctx, before.row, before.text), after: view },
      grantIds: before.grantIds,
    };
  });
}

function requireVersion(current: number, ifMatch: number | "any" | undefined): void {
  if (ifMatch === undefined) {
    throw new ServiceError(
      "PRECONDITION_REQUIRED",
      `Say which version you changed; the policy is at version ${current}.`,
    );
  }
  if (ifMatch !== "any" && ifMatch !== current) {
    throw new ServiceError(
      "PRECONDITION_FAILED",
      `The policy is at version ${current}, and your change started from ${ifMatch}. Look at what changed and save again.`,
    );
  }
}
