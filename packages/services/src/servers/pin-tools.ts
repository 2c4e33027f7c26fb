import { newId } from "@policylayer/crypto";
import { Prisma, type Tx } from "@policylayer/db";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { invalid } from "../errors";
import { parseInput } from "../input/parse-input";
import { grantsOfServer, lockServer } from "./find-server";
import { type PinnedToolsView, type PinToolsInput, pinToolsSchema, type ToolDefinition } from "./schemas";
import { toolHash } from "./tool-hash";

/** Rows of one INSERT: Postgres takes 65,535 parameters. */
const ROWS_PER_INSERT = 500;

/**
 * Makes the tools an upstream has just listed the ones that policies are judged by. Says what is new, what is gone and what
 * changed its definition, each by name and sorted.
 */
export async function pinTools(ctx: ServiceContext, input: PinToolsInput): Promise<PinnedToolsView> {
  authorize(ctx, "servers:write");
  const { id, tools } = parseInput(pinToolsSchema, input);
  tools.forEach(refuseUnstorable);
  return commitChange(ctx, async (tx) => {
    const server = await lockServer(tx, ctx, id);
    const pinned = await tx.tool.findMany({
      where: { organizationId: ctx.organizationId, serverId: server.id },
      select: { id: true, name: true, hash: true },
    });
    const found = tools.map((tool) => ({ tool, hash: toolHash(tool) }));
    const difference = compare(pinned, found);
    await replace(tx, ctx, server.id, pinned, found, difference);
    await tx.server.update({
      where: { id: server.id, organizationId: ctx.organizationId },
      data: { discoveredAt: ctx.now() },
    });
    const view = { tools: tools.length, ...difference };
    const isSame = Object.values(difference).every((names) => names.length === 0) && server.discoveredAt !== null;
    return {
      result: view,
      event: { action: "server.tools_pinned", targetId: server.id, after: view },
      grantIds: isSame ? [] : await grantsOfServer(tx, ctx, server.id),
    };
  });
}

interface Pinned {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
}

interface Found {
  readonly tool: ToolDefinition;
  readonly hash: string;
}

type Difference = Pick<PinnedToolsView, "added" | "changed" | "removed">;

function compare(pinned: readonly Pinned[], found: readonly Found[]): Difference {
  const hashes = new Map(pinned.map((tool) => [tool.name, tool.hash]));
  const names = new Set(found.map(({ tool }) => tool.name));
  const namesWhere = (isSo: (one: Found) => boolean) =>
    found
      .filter(isSo)
      .map(({ tool }) => tool.name)
      .sort();
  return {
    added: namesWhere(({ tool }) => !hashes.has(tool.name)),
    changed: namesWhere(({ tool, hash }) => hashes.has(tool.name) && hashes.get(tool.name) !== hash),
    removed: pinned
      .filter((tool) => !names.has(tool.name))
      .map((tool) => tool.name)
      .sort(),
  };
}

/** A changed tool keeps its id. */
async function replace(
  tx: Tx,
  ctx: ServiceContext,
  serverId: string,
  pinned: readonly Pinned[],
  found: readonly Found[],
  difference: Difference,
): Promise<void> {
  const ids = new Map(pinned.map((tool) => [tool.name, tool.id]));
  const outdated = new Set([...difference.changed, ...difference.removed]);
  const written = new Set([...difference.added, ...difference.changed]);
  const outdatedIds = pinned.filter((tool) => outdated.has(tool.name)).map((tool) => tool.id);
  await tx.tool.deleteMany({ where: { organizationId: ctx.organizationId, id: { in: outdatedIds } } });
  const rows = found
    .filter(({ tool }) => written.has(tool.name))
    .map(({ tool, hash }) => ({
      id: ids.get(tool.name) ?? newId("tool"),
      organizationId: ctx.organizationId,
      serverId,
      name: tool.name,
      title: tool.title ?? null,
      description: tool.description ?? null,
      annotations: tool.annotations === undefined ? Prisma.DbNull : toJson(tool.annotations),
      definition: toJson(tool),
      hash,
      pinnedAt: ctx.now(),
    }));
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx.tool.createMany({ data: rows.slice(start, start + ROWS_PER_INSERT) });
  }
}

function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value));
}

/** Postgres stores neither U+0000 nor half a surrogate pair, and a name with either isn't one a person could write. */
function refuseUnstorable(tool: ToolDefinition, index: number): void {
  const text = JSON.stringify(tool).replaceAll("\\\\", "");
  if (!/\\u0000|\\ud[89a-f]/.test(text)) return;
  throw invalid(
    `/tools/${index}`,
    "The definition holds characters that aren't text (U+0000 or half a surrogate pair).",
  );
}
