import type { ServiceContext } from "@policylayer/services/context";
import { listGrants } from "@policylayer/services/grants";
import { KeyRound, Plus } from "lucide-react";
import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
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
import { GrantTable } from "./_components/grant-table";

export const metadata: Metadata = { title: "Grants" };

export default async function GrantsPage({ params, searchParams }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const cursor = oneParam(await searchParams, "cursor");
  const create = offersFor(ctx).canManageGrants ? (
    <ButtonLink href={`/${org}/grants/new`} variant="primary">
      <Plus aria-hidden />
      Create grant
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        title="Grants"
        description="Tokens for your agents. Each says which servers it opens and the policy its calls are judged by."
        actions={create}
      />
      <Card isFlush>
        <Suspense key={cursor} fallback={<SkeletonRows label="Loading grants" />}>
          <GrantList ctx={ctx} cursor={cursor} action={create} />
        </Suspense>
      </Card>
    </>
  );
}

interface GrantListProps {
  readonly ctx: ServiceContext;
  readonly cursor: string | undefined;
  readonly action: ReactNode;
}

async function GrantList({ ctx, cursor, action }: GrantListProps) {
  const href = `/${ctx.organizationSlug}/grants`;
  const grants = await orFirstPage(href, listGrants(ctx, cursor === undefined ? {} : { cursor }));
  if (grants.data.length === 0) {
    return (
      <EmptyState icon={KeyRound} title="No grants yet" action={action}>
        A grant is a bearer token for an agent, CI job or person. Give one to each, so that each can be revoked alone.
      </EmptyState>
    );
  }
  return (
    <>
      <GrantTable organization={ctx.organizationSlug} grants={grants.data} />
      <Pager href={href} isFirstPage={cursor === undefined} nextCursor={grants.pagination.next_cursor} />
    </>
  );
}
