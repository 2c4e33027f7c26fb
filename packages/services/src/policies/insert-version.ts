import type { Tx } from "@policylayer/db";
import type { ServiceContext } from "../context";

export interface NewVersion {
  readonly policyId: string;
  readonly version: number;
  /** Canonical. */
  readonly text: string;
  readonly message: string | undefined;
}

/** Versions are only ever added: the database refuses the product's own hand to change one. */
export async function insertVersion(tx: Tx, ctx: ServiceContext, version: NewVersion): Promise<void> {
  await tx.policyVersion.create({
    data: {
      policyId: version.policyId,
      organizationId: ctx.organizationId,
      version: version.version,
      document: version.text,
      message: version.message ?? null,
      authorId: ctx.actor.id,
      authorName: ctx.actor.name,
      createdAt: ctx.now(),
    },
  });
}
