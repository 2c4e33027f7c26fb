import type { Tx } from "@policylayer/db";
import {
  recommendedDocument,
  recommendRule,
  type SiblingNames,
  siblingNames,
  toolChanges,
  toolFlags,
} from "@policylayer/policy";
import type { ServiceContext } from "../context";
import { toInstant, toInstantOrNull } from "../instant";
import {
  type ToolDecisionView,
  type ToolDefinition,
  type ToolView,
  toolDecisionViewSchema,
  toolDefinitionSchema,
  toolStatusSchema,
} from "./schemas";
import { type RiskOverrideRow, toolRisk } from "./tool-risk";

export interface ToolDecisionRow {
  readonly verdict: string;
  readonly hash: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly note: string | null;
  readonly at: Date;
}

export interface ToolRow {
  readonly id: string;
  readonly name: string;
  readonly definition: unknown;
  readonly hash: string;
  readonly pinnedAt: Date;
  readonly status: string;
  readonly approvedAt: Date | null;
  readonly pendingDefinition: unknown;
  readonly pendingHash: string | null;
  readonly pendingSince: Date | null;
  readonly decisions: readonly ToolDecisionRow[];
}

/** For Prisma: what `toToolView` needs besides the row. Ids sort by the time they were made. */
export const WITH_LAST_DECISION = { decisions: { orderBy: { id: "desc" }, take: 1 } } as const;

/** `siblings` are the tools of the same server. */
export function toToolView(row: ToolRow, siblings: SiblingNames, override: RiskOverrideRow | undefined): ToolView {
  const definition = toolDefinitionSchema.parse(row.definition);
  const pending = row.pendingHash === null ? null : toolDefinitionSchema.parse(row.pendingDefinition);
  const [decision] = row.decisions;
  const risk = toolRisk(definition, row.hash, override);
  const rated = { name: row.name, class: risk.class, inputSchema: definition.inputSchema };
  const recommended = recommendRule(rated);
  return {
    id: row.id,
    name: row.name,
    status: toolStatusSchema.parse(row.status),
    ...definitionFields(definition, row.hash),
    pinned_at: toInstant(row.pinnedAt),
    approved_at: toInstantOrNull(row.approvedAt),
    pending:
      pending === null
        ? null
        : { ...definitionFields(pending, row.pendingHash ?? ""), since: toInstant(row.pendingSince ?? row.pinnedAt) },
    changes: pending === null ? [] : toolChanges(row.approvedAt === null ? null : definition, pending, siblings),
    flags: toolFlags(pending ?? definition, siblings),
    decision: decision === undefined ? null : toToolDecisionView(decision),
    risk,
    recommended: { document: { ...recommendedDocument(rated, recommended) }, sentence: recommended.sentence },
  };
}

export function definitionFields(definition: ToolDefinition, hash: string) {
  return {
    title: definition.title ?? null,
    description: definition.description ?? null,
    input_schema: definition.inputSchema,
    output_schema: definition.outputSchema ?? null,
    annotations: definition.annotations ?? null,
    hash,
  };
}

export function toToolDecisionView(row: ToolDecisionRow): ToolDecisionView {
  return {
    verdict: toolDecisionViewSchema.shape.verdict.parse(row.verdict),
    hash: row.hash,
    by: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    at: toInstant(row.at),
    note: row.note,
  };
}

/** The tool as it is in this transaction. */
export async function readToolView(tx: Tx, ctx: Pick<ServiceContext, "organizationId">, id: string): Promise<ToolView> {
  const { organizationId } = ctx;
  const row = await tx.tool.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
    include: WITH_LAST_DECISION,
  });
  const siblings = await tx.tool.findMany({
    where: { organizationId, serverId: row.serverId, status: { not: "removed" } },
    select: { name: true },
  });
  const override = await tx.toolRiskOverride.findUnique({
    where: { organizationId, serverId_toolName: { serverId: row.serverId, toolName: row.name } },
  });
  return toToolView(row, siblingNames(siblings.map(({ name }) => name)), override ?? undefined);
}
