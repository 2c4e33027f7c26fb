import { listApiKeys } from "@policylayer/services/api-keys";
import type { ServiceContext } from "@policylayer/services/context";
import { SquareTerminal } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { oneParam, type PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SkeletonRows } from "@/components/ui/skeleton";
import { requireContext } from "@/server/context";
import { orFirstPage } from "../../or-first-page";
import { ApiKeyTable } from "./_components/api-key-table";
import { CreateApiKey } from "./_components/create-api-key";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ params, searchParams }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const cursor = oneParam(await searchParams, "cursor");
  return (
    <>
      <PageHeader
        title="API keys"
        description={
          <>
            For the REST API at{" "}
            <code className="font-mono [overflow-wrap:anywhere] text-[0.8125rem]">{ctx.urls.dashboard}/api/v1</code>.
            They don't open the proxy: agents have grants.
          </>
        }
        actions={offersFor(ctx).canManageApiKeys ? <CreateApiKey organization={org} /> : null}
      />
      <Card isFlush>
        <Suspense key={cursor} fallback={<SkeletonRows label="Loading API keys" />}>
          <ApiKeyList ctx={ctx} cursor={cursor} />
        </Suspense>
      </Card>
    </>
  );
}

async function ApiKeyList({ ctx, cursor }: { ctx: ServiceContext; cursor: string | undefined }) {
  const keys = await orFirstPage(
    `/${ctx.organizationSlug}/settings/api-keys`,
    listApiKeys(ctx, cursor === undefined ? {} : { cursor }),
  );
  if (keys.data.length === 0) {
    return (
      <EmptyState icon={SquareTerminal} title="No API keys yet">
        Create one to manage servers, policies and grants from scripts and pipelines.
      </EmptyState>
    );
  }
  return (
    <>
      <ApiKeyTable organization={ctx.organizationSlug} keys={keys.data} canRevoke={offersFor(ctx).canManageApiKeys} />
      <Pager
        href={`/${ctx.organizationSlug}/settings/api-keys`}
        isFirstPage={cursor === undefined}
        nextCursor={keys.pagination.next_cursor}
      />
    </>
  );
}
