import { newId } from "@policylayer/crypto";
import { Prisma, type Tx } from "@policylayer/db";
import type { ChangeContext } from "../context";
import type { ToolDecisionView } from "./schemas";
import type { ListedTool, ToolStep } from "./tool-step";

/** Rows of one INSERT: Postgres takes 65,535 parameters. */
const ROWS_PER_INSERT = 500;

export type NewTool = ListedTool & { readonly id: string };

/** Tools that a server lists for the first time: as approved when it is discovered for the first time, else held back. */
export async function insertTools(
  tx: Tx,
  ctx: ChangeContext,
  serverId: string,
  tools: readonly NewTool[],
  isFirst: boolean,
): Promise<void> {
  const now = ctx.now();
  const rows = tools.map(({ id, tool, hash }) => ({
    id,
    organizationId: ctx.organizationId,
    serverId,
    name: tool.name,
    title: tool.title ?? null,
    description: tool.description ?? null,
    annotations: tool.annotations === undefined ? Prisma.DbNull : toJson(tool.annotations),
    definition: toJson(tool),
    hash,
    pinnedAt: now,
    status: isFirst ? "approved" : "quarantined",
    approvedAt: isFirst ? now : null,
    pendingDefinition: isFirst ? Prisma.DbNull : toJson(tool),
    pendingHash: isFirst ? null : hash,
    pendingSince: isFirst ? null : now,
  }));
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx.tool.createMany({ data: rows.slice(start, start + ROWS_PER_INSERT) });
  }
}

/** All in one statement, however many they are. */
export async function writeSteps(tx: Tx, ctx: ChangeContext, steps: readonly ToolStep[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map(({ id, status, kind, listed }) => ({
    id,
    status,
    ...(kind === "respaced" ? { definition: listed.tool, hash: listed.hash } : {}),
    ...(kind === "held" ? { pending_definition: listed.tool, pending_hash: listed.hash } : {}),
  }));
  await tx.$executeRaw`
    UPDATE tools AS t SET
      status = u.status,
      definition = COALESCE(u.definition, t.definition),
      hash = COALESCE(u.hash, t.hash),
      title = CASE WHEN u.definition IS NULL THEN t.title ELSE u.definition->>'title' END,
      description = CASE WHEN u.definition IS NULL THEN t.description ELSE u.definition->>'description' END,
      annotations = CASE WHEN u.definition IS NULL THEN t.annotations ELSE u.definition->'annotations' END,
      pinned_at = CASE WHEN u.definition IS NULL THEN t.pinned_at ELSE ${ctx.now()}::timestamptz END,
      pending_definition = u.pending_definition,
      pending_hash = u.pending_hash,
      pending_since = CASE WHEN u.pending_hash IS NULL THEN NULL ELSE ${ctx.now()}::timestamptz END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS u(id text, status text, definition jsonb, hash text, pending_definition jsonb, pending_hash text)
    WHERE t.id = u.id AND t.organization_id = ${ctx.organizationId}`;
}

/** That all tools of a server were approved as they came, in one statement; a line has the id of its tool with a prefix of its own. */
export async function recordFirstUse(tx: Tx, ctx: ChangeContext, serverId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO tool_decisions
      (id, organization_id, tool_id, verdict, hash, definition, actor_kind, actor_id, actor_name, at)
    SELECT 'tdc_' || substr(id, 6), organization_id, id, 'first_use', hash, definition,
      ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()}::timestamptz
    FROM tools WHERE organization_id = ${ctx.organizationId} AND server_id = ${serverId}`;
}

export interface RecordedDecision {
  readonly toolId: string;
  readonly hash: string;
  readonly definition: object;
}

/** Lines in the history of definitions, in the name of whoever acts. */
export async function recordDecisions(
  tx: Tx,
  ctx: ChangeContext,
  verdict: ToolDecisionView["verdict"],
  decisions: readonly RecordedDecision[],
  note?: string,
): Promise<void> {
  const rows = decisions.map(({ toolId, hash, definition }) => ({
    id: newId("tdc"),
    organizationId: ctx.organizationId,
    toolId,
    verdict,
    hash,
    definition: toJson(definition),
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    note: note === undefined || note === "" ? null : note,
    at: ctx.now(),
  }));
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx.toolDecision.createMany({ data: rows.slice(start, start + ROWS_PER_INSERT) });
  }
}

export function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value));
}
