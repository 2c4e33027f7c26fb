import { listServers } from "@policylayer/services/servers";
import { Layers } from "lucide-react";
import type { Metadata } from "next";
import { oneParam, type PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { readAllPages } from "@/components/read-all-pages";
import { slugsOf, stackHref } from "@/components/stack/stack-address";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/server/context";
import { readStack } from "@/server/read-stack";
import { MakePolicies } from "./make-policies";
import { matchingServer } from "./match-servers";

export const metadata: Metadata = { title: "Policies for a stack" };

export default async function StackInConsolePage({ params, searchParams }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const { servers } = await readStack(slugsOf(oneParam(await searchParams, "s")).join(","));
  const registered = await readAllPages((paging) => listServers(ctx, paging));
  const offers = offersFor(ctx);
  return (
    <>
      <PageHeader
        title="Policies for a stack"
        crumbs={[{ label: "Policies", href: `/${org}/policies` }]}
        description="Drafted by the tools that each registered server has. No agent is bound by them before a grant has them."
      />
      {servers.length === 0 ? (
        <EmptyState
          icon={Layers}
          title="This stack has no servers"
          action={<ButtonLink href={stackHref([])}>Put one together</ButtonLink>}
        >
          Put the servers of an agent together and come back from there.
        </EmptyState>
      ) : offers.canManagePolicies ? (
        <MakePolicies
          organization={org}
          canRegister={offers.canManageServers}
          registered={registered.map(({ id, name, slug }) => ({ id, name, slug }))}
          servers={servers.map((server) => ({
            slug: server.slug,
            title: server.title,
            url: server.urls[0] ?? null,
            match: matchingServer(server, registered),
          }))}
        />
      ) : (
        <Notice kind="info" title="Your role can't write policies. Ask an admin of the organization." />
      )}
    </>
  );
}
