import { newId } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { freeSlug, slugFrom } from "../slug";
import { sealHeaders } from "./header-box";
import { type CreateServerInput, createServerSchema, type ServerView } from "./schemas";
import { toServerView, WITH_TOOL_COUNT } from "./server-view";

/** Registers an upstream without connecting to it. CONFLICT when the slug is given and taken. */
export async function createServer(ctx: ServiceContext, input: CreateServerInput): Promise<ServerView> {
  authorize(ctx, "servers:write");
  const { name, slug, url, headers } = parseInput(createServerSchema, input);
  return commitChange(ctx, async (tx) => {
    const id = newId("srv");
    const now = ctx.now();
    const row = await tx.server.create({
      data: {
        id,
        organizationId: ctx.organizationId,
        slug: slug ?? (await freeServerSlug(tx, ctx, name)),
        name,
        url,
        ...(await sealHeaders(tx, ctx, id, headers ?? {})),
        createdAt: now,
        updatedAt: now,
      },
      include: WITH_TOOL_COUNT,
    });
    const view = toServerView(row);
    return { result: view, event: { action: "server.created", targetId: id, after: view } };
  });
}

async function freeServerSlug(tx: Tx, ctx: ServiceContext, name: string): Promise<string> {
  const wanted = slugFrom(name, "server");
  const rows = await tx.server.findMany({
    where: { organizationId: ctx.organizationId, slug: { startsWith: wanted } },
    select: { slug: true },
  });
  return freeSlug(wanted, new Set(rows.map((row) => row.slug)));
}
