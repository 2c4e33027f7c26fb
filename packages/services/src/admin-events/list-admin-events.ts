import { type Prisma, withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { toInstant } from "../instant";
import { happenedBefore, type Page, pageRequest, toPage } from "../page";
import { type AdminEventView, type ListAdminEventsInput, listAdminEventsSchema } from "./schemas";

/** Who changed what, newest first. */
export async function listAdminEvents(
  ctx: ServiceContext,
  input: ListAdminEventsInput = {},
): Promise<Page<AdminEventView>> {
  authorize(ctx, "admin_events:read");
  const page = pageRequest(parseInput(listAdminEventsSchema, input));
  const rows = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.adminEvent.findMany({
      where: { organizationId: ctx.organizationId, ...happenedBefore(page.after) },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: page.take,
    }),
  );
  return toPage(page, rows, (row) => ({ at: row.at, id: row.id }), toAdminEventView);
}

function toAdminEventView(row: Prisma.AdminEventGetPayload<object>): AdminEventView {
  return {
    id: row.id,
    at: toInstant(row.at),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId },
    before: row.before,
    after: row.after,
  };
}
