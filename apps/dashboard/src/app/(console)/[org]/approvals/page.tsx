import { listApprovals } from "@policylayer/services/approvals";
import type { ServiceContext } from "@policylayer/services/context";
import { Hand } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApprovalCard } from "@/components/approvals/approval-card";
import { filterWord, readStatusFilter, type StatusFilter } from "@/components/approvals/approval-words";
import { oneParam, type PageOf } from "@/components/page-params";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SkeletonRows } from "@/components/ui/skeleton";
import { requireContext } from "@/server/context";
import { orFirstPage } from "../or-first-page";
import { DecideButtons } from "./_components/decide-buttons";
import { RefreshOnCalls } from "./_components/refresh-on-calls";
import { StatusLinks } from "./_components/status-links";

export const metadata: Metadata = { title: "Approvals" };

/** Cards are tall: fewer of them make a page. */
const PAGE = 20;

export default async function ApprovalsPage({ params, searchParams }: PageOf<{ org: string }>) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const ctx = await requireContext(org);
  const filter = readStatusFilter(oneParam(query, "status"));
  const cursor = oneParam(query, "cursor");
  return (
    <>
      <PageHeader
        title="Approvals"
        description="Calls that a policy puts before a person. An approved one can be made once, with the same arguments."
      />
      <Card isFlush>
        <StatusLinks organization={org} current={filter} />
        <Suspense key={`${filter} ${cursor ?? ""}`} fallback={<SkeletonRows label="Loading approvals" />}>
          <ApprovalList ctx={ctx} filter={filter} cursor={cursor} />
        </Suspense>
      </Card>
      <RefreshOnCalls organization={org} />
    </>
  );
}

interface ApprovalListProps {
  readonly ctx: ServiceContext;
  readonly filter: StatusFilter;
  readonly cursor: string | undefined;
}

async function ApprovalList({ ctx, filter, cursor }: ApprovalListProps) {
  const organization = ctx.organizationSlug;
  const href = filter === "pending" ? `/${organization}/approvals` : `/${organization}/approvals?status=${filter}`;
  const page = await orFirstPage(
    href,
    listApprovals(ctx, {
      limit: PAGE,
      ...(filter === "all" ? {} : { status: filter }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  if (page.data.length === 0) return <NoApprovals organization={organization} filter={filter} />;
  return (
    <>
      <ul className="divide-y divide-line">
        {page.data.map((approval) => (
          <li key={approval.id}>
            <ApprovalCard
              organization={organization}
              approval={approval}
              actions={
                approval.can_decide ? (
                  <DecideButtons
                    organization={organization}
                    approval={approval.id}
                    tool={approval.tool}
                    grant={approval.grant_label}
                  />
                ) : null
              }
            />
          </li>
        ))}
      </ul>
      <Pager href={href} isFirstPage={cursor === undefined} nextCursor={page.pagination.next_cursor} />
    </>
  );
}

function NoApprovals({ organization, filter }: { organization: string; filter: StatusFilter }) {
  if (filter === "pending") {
    return (
      <EmptyState
        icon={Hand}
        title="Nothing is waiting"
        action={<ButtonLink href={`/${organization}/approvals?status=all`}>See what was decided</ButtonLink>}
      >
        A rule with <code className="font-mono text-[0.8125rem]">"action": "require_approval"</code> stops a call here
        until somebody decides. New ones appear by themselves.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Hand}
      title={filter === "all" ? "No approvals yet" : `None: ${filterWord(filter).toLowerCase()}`}
      action={<ButtonLink href={`/${organization}/approvals`}>See what waits</ButtonLink>}
    >
      Requests stay here with who decided them, when, and the note they left.
    </EmptyState>
  );
}
