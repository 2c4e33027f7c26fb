import { toInstant, toInstantOrNull } from "../instant";
import { type ServerView, serverTransportSchema } from "./schemas";

export interface ServerRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  readonly transport: string;
  readonly headerNames: string[];
  readonly discoveredAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly toolsCheckedAt: Date | null;
  readonly toolsCheckFailure: string | null;
  readonly _count: { readonly tools: number };
  /** Those that wait for somebody to decide. */
  readonly tools: readonly { readonly id: string }[];
}

/** For Prisma: what `toServerView` needs besides the row. */
export const WITH_TOOL_COUNT = {
  _count: { select: { tools: { where: { status: { not: "removed" } } } } },
  tools: { where: { status: "quarantined" }, select: { id: true } },
} as const;

export function toServerView(row: ServerRow): ServerView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    url: row.url,
    transport: serverTransportSchema.parse(row.transport),
    header_names: row.headerNames,
    tool_count: row._count.tools,
    quarantined_count: row.tools.length,
    discovered_at: toInstantOrNull(row.discoveredAt),
    checked_at: toInstantOrNull(row.toolsCheckedAt),
    check_failure: row.toolsCheckFailure,
    created_at: toInstant(row.createdAt),
    updated_at: toInstant(row.updatedAt),
  };
}
