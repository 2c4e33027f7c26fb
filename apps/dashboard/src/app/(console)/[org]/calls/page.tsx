import { type CallView, getCall, listCalls } from "@policylayer/services/calls";
import type { ServiceContext } from "@policylayer/services/context";
import { isServiceError } from "@policylayer/services/errors";
import { listGrants } from "@policylayer/services/grants";
import { listServers } from "@policylayer/services/servers";
import type { Metadata } from "next";
import { Suspense } from "react";
import { type CallFilter, callQuery, readCallFilter } from "@/components/calls/call-filter";
import { oneParam, type PageOf } from "@/components/page-params";
import { readAllPages } from "@/components/read-all-pages";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SkeletonRows } from "@/components/ui/skeleton";
import { requireContext } from "@/server/context";
import { orFirstPage } from "../or-first-page";
import { CallFilters } from "./_components/call-filters";
import { LiveCalls } from "./_components/live-calls";

export const metadata: Metadata = { title: "Audit log" };

/** Filters, page and opened call are all in the address, so that any view can be sent as a link. */
export default async function CallsPage({ params, searchParams }: PageOf<{ org: string }>) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const ctx = await requireContext(org);
  const filter = readCallFilter((name) => oneParam(query, name));
  const cursor = oneParam(query, "cursor");
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every judged call, newest first. Argument names are recorded, argument values are not."
      />
      <Card isFlush>
        <Suspense fallback={<div className="h-[3.75rem] border-line border-b max-sm:h-[6.5rem]" />}>
          <Filters ctx={ctx} filter={filter} />
        </Suspense>
        <Suspense
          key={`${callQuery(filter)} ${cursor ?? ""}`}
          fallback={<SkeletonRows rows={10} label="Loading calls" />}
        >
          <CallList ctx={ctx} filter={filter} cursor={cursor} call={oneParam(query, "call")} />
        </Suspense>
      </Card>
    </>
  );
}

async function Filters({ ctx, filter }: { ctx: ServiceContext; filter: CallFilter }) {
  const [servers, grants] = await Promise.all([
    readAllPages((paging) => listServers(ctx, paging)),
    readAllPages((paging) => listGrants(ctx, paging)),
  ]);
  return (
    <CallFilters
      key={callQuery(filter)}
      organization={ctx.organizationSlug}
      filter={filter}
      servers={servers.map(({ slug, name }) => ({ value: slug, label: name }))}
      grants={grants.map(({ id, label, token_last4 }) => ({ value: id, label: `${label} (…${token_last4})` }))}
    />
  );
}

interface CallListProps {
  readonly ctx: ServiceContext;
  readonly filter: CallFilter;
  readonly cursor: string | undefined;
  readonly call: string | undefined;
}

async function CallList({ ctx, filter, cursor, call }: CallListProps) {
  const href = `/${ctx.organizationSlug}/calls${callQuery(filter)}`;
  const [page, opened] = await Promise.all([
    orFirstPage(href, listCalls(ctx, { ...filter, ...(cursor === undefined ? {} : { cursor }) })),
    call === undefined ? null : findCall(ctx, call),
  ]);
  return (
    <>
      <LiveCalls
        organization={ctx.organizationSlug}
        filter={filter}
        cursor={cursor ?? null}
        initial={page.data}
        initialOpened={opened}
      />
      <Pager href={href} isFirstPage={cursor === undefined} nextCursor={page.pagination.next_cursor} />
    </>
  );
}

/** A link may name a call that isn't there: that is told in its panel, and the log is shown all the same. */
async function findCall(ctx: ServiceContext, id: string): Promise<CallView | null> {
  try {
    return await getCall(ctx, { id });
  } catch (error) {
    if (isServiceError(error)) return null;
    throw error;
  }
}
