import { newId } from "@policylayer/crypto";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findServer } from "../servers/find-server";
import { insertVersion } from "./insert-version";
import { toPolicyView, WITH_SERVER_AND_GRANTS } from "./policy-view";
import { readDocument } from "./read-document";
import { type CreatePolicyInput, createPolicySchema, type PolicyView } from "./schemas";

/** Version 1 of a policy. No grant has it yet. INVALID with every problem of the document; CONFLICT for a name in use. */
export async function createPolicy(ctx: ServiceContext, input: CreatePolicyInput): Promise<PolicyView> {
  authorize(ctx, "policies:write");
  const { server: serverRef, name, document, message } = parseInput(createPolicySchema, input);
  return commitChange(ctx, async (tx) => {
    const server = await findServer(tx, ctx, serverRef);
    const { text } = readDocument(document);
    const now = ctx.now();
    const row = await tx.policy.create({
      data: {
        id: newId("pol"),
        organizationId: ctx.organizationId,
        serverId: server.id,
        name,
        version: 1,
        createdAt: now,
        updatedAt: now,
      },
      include: WITH_SERVER_AND_GRANTS,
    });
    await insertVersion(tx, ctx, { policyId: row.id, version: 1, text, message });
    const view = toPolicyView(ctx, row, text);
    return { result: view, event: { action: "policy.created", targetId: row.id, after: view } };
  });
}
