import type { ServiceContext } from "@policylayer/services/context";
import { listPolicies } from "@policylayer/services/policies";
import { FileSliders } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { oneParam, type PageOf } from "@/components/page-params";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { requireContext } from "@/server/context";
import { orFirstPage } from "../or-first-page";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage({ params, searchParams }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const cursor = oneParam(await searchParams, "cursor");
  return (
    <>
      <PageHeader
        title="Policies"
        description="What agents may do with each server. Every save is a version and holds from the next call."
      />
      <Card isFlush>
        <Suspense key={cursor} fallback={<SkeletonRows label="Loading policies" />}>
          <PolicyList ctx={ctx} cursor={cursor} />
        </Suspense>
      </Card>
    </>
  );
}

async function PolicyList({ ctx, cursor }: { ctx: ServiceContext; cursor: string | undefined }) {
  const root = `/${ctx.organizationSlug}`;
  const policies = await orFirstPage(`${root}/policies`, listPolicies(ctx, cursor === undefined ? {} : { cursor }));
  if (policies.data.length === 0) {
    return (
      <EmptyState
        icon={FileSliders}
        title="No policies yet"
        action={<ButtonLink href={`${root}/servers`}>Go to servers</ButtonLink>}
      >
        A policy belongs to a server. Open one and start from a draft made of its tools.
      </EmptyState>
    );
  }
  return (
    <>
      <Table label="Policies">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Server</Th>
            <Th className="text-right max-sm:hidden">Version</Th>
            <Th className="text-right max-sm:hidden">Grants</Th>
            <Th>Saved</Th>
          </tr>
        </thead>
        <tbody>
          {policies.data.map((policy) => (
            <Tr key={policy.id} className="hover:bg-hover/60">
              <Td className="max-w-64">
                <Link
                  href={`${root}/policies/${policy.id}`}
                  className="block truncate rounded font-medium hover:underline hover:underline-offset-3"
                >
                  {policy.name}
                </Link>
              </Td>
              <Td className="max-w-48">
                <Link
                  href={`${root}/servers/${policy.server_slug}`}
                  className="block truncate rounded font-mono text-[0.8125rem] text-muted hover:text-ink hover:underline hover:underline-offset-3"
                >
                  {policy.server_slug}
                </Link>
              </Td>
              <Td className="tabular text-right max-sm:hidden">{policy.version}</Td>
              <Td className="tabular text-right max-sm:hidden">{policy.grants.length}</Td>
              <Td className="whitespace-nowrap text-muted">
                <TimeText at={policy.updated_at} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <Pager
        href={`${root}/policies`}
        isFirstPage={cursor === undefined}
        nextCursor={policies.pagination.next_cursor}
      />
    </>
  );
}
