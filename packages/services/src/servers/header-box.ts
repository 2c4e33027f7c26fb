import { open, seal, serverHeadersPlace, unwrapDataKey } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import { z } from "zod";
import type { DiscoveryContext } from "../context";

type KeyContext = Pick<DiscoveryContext, "organizationId" | "secrets">;

const headersSchema = z.record(z.string(), z.string());

/** What is stored of static headers: their names, and the whole sealed with the organization's key. */
export interface StoredHeaders {
  readonly headerNames: string[];
  readonly headersCiphertext: Uint8Array<ArrayBuffer> | null;
}

export async function sealHeaders(
  tx: Tx,
  ctx: KeyContext,
  serverId: string,
  headers: Readonly<Record<string, string>>,
): Promise<StoredHeaders> {
  const headerNames = Object.keys(headers).sort();
  if (headerNames.length === 0) return { headerNames, headersCiphertext: null };
  const key = await dataKey(tx, ctx);
  const sealed = seal(key, Buffer.from(JSON.stringify(headers)), serverHeadersPlace(ctx.organizationId, serverId));
  return { headerNames, headersCiphertext: Uint8Array.from(sealed) };
}

/** Throws `CannotOpen` when the deployment's encryption key isn't the one the headers were stored with. */
export async function openHeaders(
  tx: Tx,
  ctx: KeyContext,
  serverId: string,
  ciphertext: Uint8Array | null,
): Promise<Record<string, string>> {
  if (ciphertext === null) return {};
  const key = await dataKey(tx, ctx);
  const opened = open(key, ciphertext, serverHeadersPlace(ctx.organizationId, serverId));
  return headersSchema.parse(JSON.parse(opened.toString("utf8")));
}

async function dataKey(tx: Tx, ctx: KeyContext): Promise<Buffer> {
  const row = await tx.dataKey.findFirstOrThrow({
    where: { organizationId: ctx.organizationId },
    orderBy: { version: "desc" },
  });
  return unwrapDataKey(ctx.secrets.encryptionKey, row.wrappedKey, ctx.organizationId);
}
