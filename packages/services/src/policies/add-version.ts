import type { Tx } from "@policylayer/db";
import type { Change } from "../commit-change";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import type { lockPolicy } from "./find-policy";
import { insertVersion } from "./insert-version";
import { toPolicyView, WITH_SERVER_AND_GRANTS } from "./policy-view";
import { readDocument } from "./read-document";
import type { PolicyView } from "./schemas";

export interface VersionChange {
  readonly id: string;
  readonly document: unknown;
  readonly message: string | undefined;
  readonly action: "policy.saved" | "policy.restored";
}

/** The locked policy's next version, in force when the transaction commits. INVALID with every problem of the document. */
export async function addVersion(
  tx: Tx,
  ctx: ServiceContext,
  before: Awaited<ReturnType<typeof lockPolicy>>,
  { id, document, message, action }: VersionChange,
): Promise<Change<PolicyView>> {
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
    event: { action, targetId: id, before: toPolicyView(ctx, before.row, before.text), after: view },
    grantIds: before.grantIds,
  };
}

/** PRECONDITION_FAILED when somebody else saved since that version. */
export function requireVersion(current: number, ifMatch: number | "any"): void {
  if (ifMatch === "any" || ifMatch === current) return;
  throw new ServiceError(
    "PRECONDITION_FAILED",
    `The policy is at version ${current}, and your change started from ${ifMatch}. Look at what changed and save again.`,
  );
}
