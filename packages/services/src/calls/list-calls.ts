import { type Prisma, withOrganization } from "@policylayer/db";
import { authorize, withinTeams } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { happenedBefore, type Page, pageRequest, toPage } from "../page";
import { toCallView } from "./call-view";
import { type CallView, type ListCallsInput, type ListCallsQuery, listCallsSchema } from "./schemas";

/** Newest first. Filters are joined by "and"; one that nothing matches gives an empty page. */
export async function listCalls(ctx: ServiceContext, input: ListCallsInput = {}): Promise<Page<CallView>> {
  authorize(ctx, "calls:read");
  const query = parseInput(listCallsSchema, input);
  const page = pageRequest(query);
  const rows = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.call.findMany({
      where: {
        organizationId: ctx.organizationId,
        ...withinTeams(ctx),
        AND: [happenedBefore(page.after), ...conditions(query)],
      },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: page.take,
    }),
  );
  return toPage(page, rows, (row) => ({ at: row.at, id: row.id }), toCallView);
}

function conditions(query: ListCallsQuery): Prisma.CallWhereInput[] {
  const { decision, server, tool, grant, from, to, q } = query;
  return [
    decision === undefined ? {} : { decision },
    server === undefined ? {} : { OR: [{ serverId: server }, { serverSlug: server }] },
    tool === undefined ? {} : { tool },
    grant === undefined ? {} : { grantId: grant },
    from === undefined ? {} : { at: { gte: new Date(from) } },
    to === undefined ? {} : { at: { lt: new Date(to) } },
    q === undefined || q === "" ? {} : holds(q),
  ];
}

function holds(text: string): Prisma.CallWhereInput {
  const contains = { contains: escapeLike(text), mode: "insensitive" } as const;
  return {
    OR: [{ tool: contains }, { grantLabel: contains }, { code: contains }, { message: contains }, { id: text }],
  };
}

/** `%`, `_` and `\` stand for themselves. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
