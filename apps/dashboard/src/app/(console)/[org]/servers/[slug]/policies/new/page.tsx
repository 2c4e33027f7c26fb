import { draftPolicyFor, listPolicies } from "@policylayer/services/policies";
import { listTools } from "@policylayer/services/servers";
import type { Metadata } from "next";
import type { PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/server/context";
import { requireServer } from "../../require-server";
import { NewPolicyForm } from "./new-policy-form";

export const metadata: Metadata = { title: "New policy" };

export default async function NewPolicyPage({ params }: PageOf<{ org: string; slug: string }>) {
  const { org, slug } = await params;
  const ctx = await requireContext(org);
  const server = await requireServer(ctx, slug);
  const [draft, tools, policies] = await Promise.all([
    draftPolicyFor(ctx, { server: server.id }),
    listTools(ctx, { id: server.id }),
    listPolicies(ctx, { server: server.id, limit: 1 }),
  ]);
  return (
    <>
      <PageHeader
        title="New policy"
        crumbs={[
          { label: "Servers", href: `/${org}/servers` },
          { label: server.name, href: `/${org}/servers/${server.slug}` },
        ]}
        description="Drafted by the risk of each tool: reading is allowed, writing and running are limited, money waits for a person, destroying is hidden. Make it yours."
      />
      {offersFor(ctx).canManagePolicies ? (
        <NewPolicyForm
          organization={org}
          server={server.id}
          suggestedName={policies.data.length === 0 ? "Standard" : ""}
          draft={draft}
          tools={tools.data
            .filter(({ status }) => status !== "removed")
            .map(({ name, risk }) => ({ name, riskClass: risk.class }))}
        />
      ) : (
        <Notice kind="info" title="Your role can't write policies. Ask an admin of the organization." />
      )}
    </>
  );
}
