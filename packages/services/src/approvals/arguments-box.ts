import { approvalArgumentsPlace, CannotOpen, open, unwrapDataKey } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import type { ServiceContext } from "../context";
import type { ApprovalRow, ShownArguments } from "./approval-view";
import { type Approver, isApprover } from "./approver";

/** Opens the arguments of approvals for those who may decide them. One read of the keys for all of a page. */
export async function openArguments(
  tx: Tx,
  ctx: ServiceContext,
  approver: Approver,
  rows: readonly ApprovalRow[],
): Promise<ReadonlyMap<string, ShownArguments>> {
  const sealed = rows.flatMap((row) =>
    row.argumentsCiphertext !== null && isApprover(ctx, approver, row)
      ? [[row.id, row.argumentsCiphertext] as const]
      : [],
  );
  if (sealed.length === 0) return new Map();
  const { organizationId, secrets } = ctx;
  const stored = await tx.dataKey.findMany({ where: { organizationId }, orderBy: { version: "desc" } });
  const keys = stored.map(({ wrappedKey }) => unwrapDataKey(secrets.encryptionKey, wrappedKey, organizationId));
  return new Map(sealed.map(([id, bytes]) => [id, openOne(keys, bytes, approvalArgumentsPlace(organizationId, id))]));
}

/** Sealed with the newest key, unless it was changed since. Throws `CannotOpen` when it is none of them. */
function openOne(keys: readonly Buffer[], sealed: Uint8Array, place: string): string {
  let failure = new CannotOpen("the organization has no data key");
  for (const key of keys) {
    try {
      return open(key, sealed, place).toString("utf8");
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error;
      failure = error;
    }
  }
  throw failure;
}
