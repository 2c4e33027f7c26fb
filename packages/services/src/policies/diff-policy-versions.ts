import { withOrganization } from "@policylayer/db";
import { diffDocuments } from "@policylayer/policy";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { parseInput } from "../input/parse-input";
import { type DiffPolicyVersionsInput, diffPolicyVersionsSchema, type PolicyDiffView } from "./schemas";

/** More than anyone reads; a diff this long is a new document. */
const CHANGES_MAX = 500;

/** What a version says that the one before it, or any other, doesn't. Nothing for the first version without `from`. */
export async function diffPolicyVersions(ctx: ServiceContext, input: DiffPolicyVersionsInput): Promise<PolicyDiffView> {
  authorize(ctx, "policies:read");
  const { id, version, from = version - 1 } = parseInput(diffPolicyVersionsSchema, input);
  const rows = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.policyVersion.findMany({
      where: { organizationId: ctx.organizationId, policyId: id, version: { in: [version, from] } },
      select: { version: true, document: true },
    }),
  );
  const textOf = (wanted: number) => rows.find((row) => row.version === wanted)?.document;
  const [before, after] = [textOf(from), textOf(version)];
  if (after === undefined || (before === undefined && from !== 0)) throw notFound("version of a policy");
  if (before === undefined) return { from: null, version, changes: [], total: 0 };
  const changes = diffDocuments(JSON.parse(before), JSON.parse(after));
  return { from, version, changes: changes.slice(0, CHANGES_MAX), total: changes.length };
}
