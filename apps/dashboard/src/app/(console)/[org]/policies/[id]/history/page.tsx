import { diffDocuments } from "@policylayer/policy";
import type { ServiceContext } from "@policylayer/services/context";
import {
  getPolicyVersion,
  listPolicyVersions,
  type PolicyVersionView,
  type PolicyView,
} from "@policylayer/services/policies";
import type { Metadata } from "next";
import { Suspense } from "react";
import { oneParam, type PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SkeletonRows } from "@/components/ui/skeleton";
import { requireContext } from "@/server/context";
import { orFirstPage } from "../../../or-first-page";
import { requirePolicy } from "../require-policy";
import { Comparison } from "./_components/comparison";
import { HistoryList, type HistoryRow } from "./_components/history-list";

type Props = PageOf<{ org: string; id: string }>;

/** Versions of a page: each is compared with the one before it. */
const PAGE = 20;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, id } = await params;
  return { title: `History of ${(await requirePolicy(await requireContext(org), id)).name}` };
}

/** `?version=3` compares it with the version before it, `&from=1` with another. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const [{ org, id }, query] = await Promise.all([params, searchParams]);
  const ctx = await requireContext(org);
  const policy = await requirePolicy(ctx, id);
  const cursor = oneParam(query, "cursor");
  const version = oneParam(query, "version");
  const root = `/${org}/policies/${policy.id}`;
  return (
    <>
      <PageHeader
        title="History"
        crumbs={[
          { label: "Policies", href: `/${org}/policies` },
          { label: policy.name, href: root },
        ]}
        description="Every save of this policy: what it changed, who made it, and why. Nothing here is ever changed."
      />
      {version === undefined ? null : (
        <Comparison ctx={ctx} policy={policy} version={version} from={oneParam(query, "from")} />
      )}
      <Card title="Versions" isFlush>
        <Suspense key={cursor} fallback={<SkeletonRows label="Loading versions" />}>
          <History ctx={ctx} policy={policy} cursor={cursor} href={`${root}/history`} />
        </Suspense>
      </Card>
    </>
  );
}

interface HistoryProps {
  readonly ctx: ServiceContext;
  readonly policy: PolicyView;
  readonly cursor: string | undefined;
  readonly href: string;
}

async function History({ ctx, policy, cursor, href }: HistoryProps) {
  const page = { id: policy.id, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
  const versions = await orFirstPage(href, listPolicyVersions(ctx, page));
  const last = versions.data.at(-1)?.version ?? 1;
  const before = last > 1 ? await getPolicyVersion(ctx, { id: policy.id, version: last - 1 }) : null;
  return (
    <>
      <HistoryList
        organization={ctx.organizationSlug}
        policy={policy.id}
        current={policy.version}
        rows={toRows(versions.data, before)}
        canRestore={offersFor(ctx).canManagePolicies}
      />
      <Pager href={href} isFirstPage={cursor === undefined} nextCursor={versions.pagination.next_cursor} />
    </>
  );
}

function toRows(versions: readonly PolicyVersionView[], before: PolicyVersionView | null): HistoryRow[] {
  return versions.map((shown, n) => {
    const older = versions[n + 1] ?? before;
    const { version, message, author, created_at } = shown;
    const changes = older === null ? null : diffDocuments(JSON.parse(older.text), JSON.parse(shown.text));
    return { version, message, author, created_at, changes };
  });
}
