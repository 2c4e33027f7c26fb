import type { ServiceContext } from "@policylayer/services/context";
import { listServers } from "@policylayer/services/servers";
import { listTeams } from "@policylayer/services/teams";
import { Plus, Server } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { oneParam, type PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SkeletonRows } from "@/components/ui/skeleton";
import { requireContext } from "@/server/context";
import { orFirstPage } from "../or-first-page";
import { FirstCallChecklist } from "./_components/first-call-checklist";
import { ServerTable } from "./_components/server-table";

export const metadata: Metadata = { title: "Servers" };

export default async function ServersPage({ params, searchParams }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const cursor = oneParam(await searchParams, "cursor");
  const { canManageServers } = offersFor(ctx);
  const add = canManageServers ? (
    <ButtonLink href={`/${org}/servers/new`} variant="primary">
      <Plus aria-hidden />
      Add server
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title="Servers" description="The MCP servers your agents reach through PolicyLayer." actions={add} />
      <FirstCallChecklist ctx={ctx} />
      <Card isFlush>
        <Suspense key={cursor} fallback={<SkeletonRows label="Loading servers" />}>
          <ServerList ctx={ctx} cursor={cursor} action={add} />
        </Suspense>
      </Card>
    </>
  );
}

async function ServerList({
  ctx,
  cursor,
  action,
}: {
  ctx: ServiceContext;
  cursor: string | undefined;
  action: React.ReactNode;
}) {
  const [servers, teams] = await Promise.all([
    orFirstPage(`/${ctx.organizationSlug}/servers`, listServers(ctx, cursor === undefined ? {} : { cursor })),
    listTeams(ctx, {}),
  ]);
  if (servers.data.length === 0) {
    return (
      <EmptyState icon={Server} title="No servers yet" action={action}>
        Add the address of an MCP server. Its tools are listed at once, and you decide what agents may do with each of
        them.
      </EmptyState>
    );
  }
  return (
    <>
      <ServerTable
        organization={ctx.organizationSlug}
        servers={servers.data}
        proxyBase={`${ctx.urls.proxy}/${ctx.organizationSlug}/${teams.data[0]?.slug ?? "agents"}`}
      />
      <Pager
        href={`/${ctx.organizationSlug}/servers`}
        isFirstPage={cursor === undefined}
        nextCursor={servers.pagination.next_cursor}
      />
    </>
  );
}
