import { catalogueNameOf, findByAddress, publicAddress } from "@policylayer/services/catalogue";
import type { ServiceContext } from "@policylayer/services/context";
import { listPolicies } from "@policylayer/services/policies";
import { listTools, type ServerView } from "@policylayer/services/servers";
import { listTeams } from "@policylayer/services/teams";
import { Plus, Wrench } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { serverHref } from "@/components/catalogue/catalogue-address";
import type { PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { TRANSPORT_NAMES } from "@/components/servers/transport-names";
import { RevealedText } from "@/components/tools/revealed-text";
import { ToolList } from "@/components/tools/tool-list";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { TimeText } from "@/components/ui/time-text";
import { requireContext } from "@/server/context";
import { DeleteServerButton } from "./_components/delete-server-button";
import { OverrideClassButton } from "./_components/override-class-button";
import { PublishServerButton } from "./_components/publish-server-button";
import { RediscoverButton } from "./_components/rediscover-button";
import { WaitingTools } from "./_components/waiting-tools";
import { requireServer } from "./require-server";

export async function generateMetadata({ params }: PageOf<{ org: string; slug: string }>): Promise<Metadata> {
  const { org, slug } = await params;
  return { title: (await requireServer(await requireContext(org), slug)).name };
}

export default async function ServerPage({ params }: PageOf<{ org: string; slug: string }>) {
  const { org, slug } = await params;
  const ctx = await requireContext(org);
  const server = await requireServer(ctx, slug);
  const { canManageServers, canManagePolicies } = offersFor(ctx);
  return (
    <>
      <PageHeader
        title={server.name}
        crumbs={[{ label: "Servers", href: `/${org}/servers` }]}
        actions={
          canManageServers ? (
            <>
              <RediscoverButton organization={org} server={server.id} />
              <PublishServerButton
                organization={org}
                server={{ id: server.id, name: server.name }}
                address={publicAddress(server.url)}
                catalogueName={catalogueNameOf(ctx, server)}
              />
              <DeleteServerButton organization={org} server={server.id} name={server.name} />
            </>
          ) : null
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <QuarantineNotice server={server} />
        <Card title="Connection">
          <ServerFacts ctx={ctx} server={server} />
        </Card>
        <Card
          title="Policies"
          description="What agents may do here. A grant names the policy its calls are judged by."
          isFlush
          actions={
            canManagePolicies ? (
              <ButtonLink href={`/${org}/servers/${server.slug}/policies/new`} size="sm">
                <Plus aria-hidden />
                New policy
              </ButtonLink>
            ) : null
          }
        >
          <ServerPolicies ctx={ctx} server={server} />
        </Card>
        <Suspense
          fallback={
            <Card title="Tools" isFlush>
              <SkeletonRows rows={6} label="Loading tools" />
            </Card>
          }
        >
          <ServerTools ctx={ctx} server={server} />
        </Suspense>
      </div>
    </>
  );
}

async function ServerFacts({ ctx, server }: { ctx: ServiceContext; server: ServerView }) {
  const address = publicAddress(server.url);
  const [teams, listed] = await Promise.all([
    listTeams(ctx, {}),
    address === null ? null : findByAddress(ctx, address),
  ]);
  const urls = teams.data.map(({ slug, name }) => ({
    team: name,
    url: `${ctx.urls.proxy}/${ctx.organizationSlug}/${slug}/${server.slug}/mcp`,
  }));
  return (
    <Facts
      facts={[
        ...urls.map(({ team, url }) => ({
          name: urls.length === 1 ? "Proxy URL" : `Proxy URL, ${team}`,
          value: (
            <span className="flex items-center gap-1 sm:-my-1.5">
              <code className="min-w-0 break-all font-mono text-[0.8125rem]">{url}</code>
              <CopyButton text={url} label={urls.length === 1 ? "Copy proxy URL" : `Copy proxy URL of ${team}`} />
            </span>
          ),
        })),
        ...(listed === null
          ? []
          : [
              {
                name: "In the catalogue",
                value: (
                  <Link href={serverHref(listed.slug)} className="rounded text-accent underline underline-offset-3">
                    <RevealedText text={listed.title} />
                  </Link>
                ),
              },
            ]),
        { name: "Upstream URL", value: <code className="break-all font-mono text-[0.8125rem]">{server.url}</code> },
        {
          name: "Transport",
          value:
            server.discovered_at === null ? (
              <span className="text-muted">Not known before its tools are listed</span>
            ) : (
              TRANSPORT_NAMES[server.transport]
            ),
        },
        {
          name: "Static headers",
          value:
            server.header_names.length === 0 ? (
              <span className="text-muted">None</span>
            ) : (
              <code className="font-mono text-[0.8125rem]">{server.header_names.join(", ")}</code>
            ),
        },
        {
          name: "Last discovered",
          value: server.discovered_at === null ? "Never" : <TimeText at={server.discovered_at} show="exact" />,
        },
        ...(server.check_failure === null || server.checked_at === null
          ? []
          : [
              {
                name: "Last check failed",
                value: (
                  <span className="break-words">
                    <TimeText at={server.checked_at} show="exact" />. {server.check_failure}
                  </span>
                ),
              },
            ]),
      ]}
    />
  );
}

async function ServerPolicies({ ctx, server }: { ctx: ServiceContext; server: ServerView }) {
  const policies = await listPolicies(ctx, { server: server.id, limit: 100 });
  if (policies.data.length === 0) {
    return <p className="px-4 py-6 text-muted sm:px-5">No policy yet: every call to this server is denied.</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {policies.data.map((policy) => (
        <li
          key={policy.id}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 px-4 py-3 sm:px-5"
        >
          <Link
            href={`/${ctx.organizationSlug}/policies/${policy.id}`}
            className="rounded font-medium hover:underline hover:underline-offset-3"
          >
            {policy.name}
          </Link>
          <span className="text-[0.8125rem] text-muted">
            Version {policy.version}, saved <TimeText at={policy.updated_at} />,{" "}
            {policy.grants.length === 1 ? "1 grant" : `${policy.grants.length} grants`}
          </span>
        </li>
      ))}
    </ul>
  );
}

async function ServerTools({ ctx, server }: { ctx: ServiceContext; server: ServerView }) {
  const { data: tools } = await listTools(ctx, { id: server.id });
  const { canDecideTools } = offersFor(ctx);
  return (
    <>
      <WaitingTools organization={ctx.organizationSlug} server={server.id} tools={tools} canDecide={canDecideTools} />
      <Card
        title="Tools"
        description="As they were approved: all of them the first time the server was discovered, later ones by somebody here."
        isFlush
      >
        {tools.length > 0 ? (
          <ToolList
            tools={tools}
            overrideFor={(tool) =>
              canDecideTools ? (
                <OverrideClassButton
                  organization={ctx.organizationSlug}
                  server={server.id}
                  tool={{ id: tool.id, name: tool.name, class: tool.risk.class, foundClass: tool.risk.found_class }}
                  note={tool.risk.override?.note ?? null}
                />
              ) : null
            }
          />
        ) : (
          <EmptyState icon={Wrench} title="No tools">
            {server.discovered_at === null
              ? "This server was never discovered. Discover it to list its tools."
              : "The server listed no tools when it was last discovered."}
          </EmptyState>
        )}
      </Card>
    </>
  );
}

function QuarantineNotice({ server }: { server: ServerView }) {
  const count = server.quarantined_count;
  if (count === 0) return null;
  const title = count === 1 ? "1 tool is not what was approved" : `${count} tools are not what was approved`;
  return (
    <Notice kind="warning" title={title}>
      The server changed {count === 1 ? "it" : "them"}, or added {count === 1 ? "it" : "them"}. Agents can’t see or call{" "}
      {count === 1 ? "it" : "them"} until somebody decides, below.
    </Notice>
  );
}
