import { Layers } from "lucide-react";
import type { Metadata } from "next";
import { oneParam, type PageOf } from "@/components/page-params";
import { slugsOf, stackHref } from "@/components/stack/stack-address";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { getDeps } from "@/server/deps";
import { readStack } from "@/server/read-stack";
import { PasteConfiguration } from "./_components/paste-configuration";
import { ServerSearch } from "./_components/server-search";
import { StackResult } from "./_components/stack-result";
import { StackServers } from "./_components/stack-servers";

export const metadata: Metadata = {
  title: "Stack",
  description:
    "What an agent can do with all its MCP servers together: by risk, by effect, and what is dangerous in combination.",
};

export default async function StackPage({ searchParams }: PageOf<Record<string, never>>) {
  const params = await searchParams;
  const asked = slugsOf(oneParam(params, "s"));
  const { servers, missing, report } = await readStack(asked.join(","));
  const slugs = servers.map(({ slug }) => slug);
  const isEmpty = servers.length === 0;
  return (
    <>
      <PageHeader
        title="What can your agent do?"
        description="Put together the MCP servers of one agent and see everything it can call with them, what is dangerous in combination, and the policies to start from."
        actions={
          isEmpty ? null : (
            <>
              <CopyButton
                text={`${getDeps().urls.dashboard}${stackHref(slugs)}`}
                label="Copy link to this stack"
                caption="Copy link"
              />
              <ButtonLink href={stackHref(slugs, "/policies")} size="sm">
                See the drafts
              </ButtonLink>
              <ButtonLink href={stackHref(slugs, "/console")} prefetch={false} variant="primary" size="sm">
                Make the policies
              </ButtonLink>
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <div className="grid grid-cols-1 gap-6">
          <StackServers servers={servers} report={report} />
          <ServerSearch slugs={slugs} query={oneParam(params, "q")} />
          <PasteConfiguration slugs={slugs} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-6">
          {missing.length === 0 ? null : (
            <Notice kind="warning" title="Not in the catalogue, and not counted here">
              <span className="font-mono">{missing.join(", ")}</span>
            </Notice>
          )}
          {isEmpty ? (
            <div className="rounded-lg border border-line border-dashed">
              <EmptyState icon={Layers} title="No server yet">
                Search for one, or paste your client’s configuration: it is read in your browser, and only the packages
                and addresses you see leave it.
              </EmptyState>
            </div>
          ) : (
            <StackResult servers={servers} report={report} />
          )}
        </div>
      </div>
    </>
  );
}
