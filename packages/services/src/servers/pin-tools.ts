import { newId } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import { definitionText } from "@policylayer/policy";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ChangeContext } from "../context";
import { invalid, ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { grantsOfServer, lockServer } from "./find-server";
import {
  type PinnedToolsView,
  type PinToolsInput,
  pinToolsSchema,
  serverTransportSchema,
  type ToolDefinition,
  toolDefinitionSchema,
} from "./schemas";
import { toolHash } from "./tool-hash";
import { type KnownTool, type ListedTool, needsDefinition, type ToolStep, toolStep } from "./tool-step";
import { insertTools, type NewTool, recordDecisions, recordFirstUse, writeSteps } from "./write-tools";

/**
 * Takes in the tools an upstream has just listed. The first time all of them are approved as they are: trust on first use.
 * From then on what is new or changed is quarantined until somebody decides, what is gone is marked removed, and what is as
 * it was approved, or differs in white space only, goes on. Says which, each by name and sorted. How they were listed is how
 * the server is spoken to from then on. CONFLICT when they were listed at an address that isn't the server's any more.
 */
export async function pinTools(ctx: ChangeContext, input: PinToolsInput): Promise<PinnedToolsView> {
  authorize(ctx, "servers:write");
  const { id, tools, found } = parseInput(pinToolsSchema, input);
  tools.forEach(refuseUnstorable);
  const listed = tools.map((tool) => ({ tool, hash: toolHash(tool) }));
  return commitChange(ctx, async (tx) => {
    const server = await lockServer(tx, ctx, id);
    if (found !== undefined && found.url !== server.url) throw movedMeanwhile();
    const transport = found?.transport ?? serverTransportSchema.parse(server.transport);
    const isFirst = server.discoveredAt === null;
    const difference = await findDifference(tx, ctx, server.id, listed);
    await write(tx, ctx, server.id, difference, isFirst);
    await tx.server.update({
      where: { id: server.id, organizationId: ctx.organizationId },
      data: { discoveredAt: ctx.now(), toolsCheckedAt: ctx.now(), toolsCheckFailure: null, transport },
    });
    const view = { ...toView(tools.length, difference, isFirst), transport };
    const { added, steps, gone } = difference;
    const isSame = added.length + steps.length + gone.length === 0 && !isFirst && transport === server.transport;
    const action = view.quarantined.length > 0 ? "server.tools_quarantined" : "server.tools_pinned";
    return {
      result: view,
      // That nothing changed is worth a line when somebody asked, and not every few minutes.
      event: isSame && ctx.actor.kind === "system" ? null : { action, targetId: server.id, after: view },
      grantIds: isSame ? [] : await grantsOfServer(tx, ctx, server.id),
    };
  });
}

interface Difference {
  readonly added: readonly NewTool[];
  readonly steps: readonly ToolStep[];
  readonly gone: readonly KnownTool[];
  /** Tools that were removed, by id: one that is listed again is as good as new. */
  readonly wereRemoved: ReadonlySet<string>;
}

async function findDifference(
  tx: Tx,
  ctx: ChangeContext,
  serverId: string,
  listed: readonly ListedTool[],
): Promise<Difference> {
  const known = await tx.tool.findMany({
    where: { organizationId: ctx.organizationId, serverId },
    select: { id: true, name: true, hash: true, status: true, approvedAt: true, pendingHash: true, blockedHash: true },
  });
  const byName = new Map<string, KnownTool>(known.map((tool) => [tool.name, tool]));
  const pairs = listed.flatMap((one) => {
    const tool = byName.get(one.tool.name);
    return tool === undefined ? [] : [{ known: tool, listed: one }];
  });
  const definitions = await approvedDefinitions(
    tx,
    ctx,
    pairs.filter((pair) => needsDefinition(pair.known, pair.listed)).map((pair) => pair.known.id),
  );
  const names = new Set(listed.map(({ tool }) => tool.name));
  return {
    added: listed.filter(({ tool }) => !byName.has(tool.name)).map((one) => ({ ...one, id: newId("tool") })),
    steps: pairs
      .map((pair) => toolStep(pair.known, pair.listed, definitions.get(pair.known.id) ?? null))
      .filter((step) => step !== null),
    gone: known.filter((tool) => !names.has(tool.name) && tool.status !== "removed"),
    wereRemoved: new Set(known.filter((tool) => tool.status === "removed").map((tool) => tool.id)),
  };
}

async function approvedDefinitions(
  tx: Tx,
  ctx: ChangeContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ToolDefinition>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.tool.findMany({
    where: { organizationId: ctx.organizationId, id: { in: [...ids] } },
    select: { id: true, definition: true },
  });
  return new Map(rows.map(({ id, definition }) => [id, toolDefinitionSchema.parse(definition)]));
}

async function write(
  tx: Tx,
  ctx: ChangeContext,
  serverId: string,
  { added, steps, gone }: Difference,
  isFirst: boolean,
): Promise<void> {
  await insertTools(tx, ctx, serverId, added, isFirst);
  if (isFirst) await recordFirstUse(tx, ctx, serverId);
  await writeSteps(tx, ctx, steps);
  await recordDecisions(
    tx,
    ctx,
    "respaced",
    steps.filter(({ kind }) => kind === "respaced").map(({ id, listed }) => toDecision({ id, ...listed })),
  );
  const { organizationId } = ctx;
  const goneIds = gone.map(({ id }) => id);
  // Nobody ever decided about these: nothing is lost, and an upstream can't fill the table with names it made up.
  await tx.tool.deleteMany({ where: { organizationId, id: { in: goneIds }, approvedAt: null, blockedHash: null } });
  await tx.tool.updateMany({ where: { organizationId, id: { in: goneIds } }, data: { status: "removed" } });
}

function toDecision({ id, tool, hash }: NewTool) {
  return { toolId: id, hash, definition: tool };
}

function movedMeanwhile(): ServiceError {
  return new ServiceError("CONFLICT", "The server's address was changed while its tools were listed. List them again.");
}

function toView(count: number, difference: Difference, isFirst: boolean): Omit<PinnedToolsView, "transport"> {
  const { added, steps, gone, wereRemoved } = difference;
  const stepNames = (isSo: (step: ToolStep) => boolean) => steps.filter(isSo).map(({ name }) => name);
  const newNames = added.map(({ tool }) => tool.name);
  return {
    tools: count,
    added: [...newNames, ...stepNames(({ id }) => wereRemoved.has(id))].sort(),
    changed: stepNames(({ id }) => !wereRemoved.has(id)).sort(),
    removed: gone.map(({ name }) => name).sort(),
    quarantined: [...(isFirst ? [] : newNames), ...stepNames(({ status }) => status === "quarantined")].sort(),
    restored: stepNames(({ kind }) => kind === "approved").sort(),
    respaced: stepNames(({ kind }) => kind === "respaced").sort(),
  };
}

/** Postgres stores neither U+0000 nor half a surrogate pair, and a name with either isn't one a person could write. */
function refuseUnstorable(tool: ToolDefinition, index: number): void {
  if (definitionText(tool) === null) {
    throw invalid(`/tools/${index}`, "The definition holds a number or a depth that JSON readers don't agree on.");
  }
  const text = JSON.stringify(tool).replaceAll("\\\\", "");
  if (!/\\u0000|\\ud[89a-f]/.test(text)) return;
  throw invalid(
    `/tools/${index}`,
    "The definition holds characters that aren't text (U+0000 or half a surrogate pair).",
  );
}
