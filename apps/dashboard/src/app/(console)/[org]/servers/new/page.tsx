import type { Metadata } from "next";
import { oneParam, type PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/server/context";
import { readDraftedStart } from "@/server/drafted-start";
import { NewServerForm } from "./new-server-form";

export const metadata: Metadata = { title: "Add server" };

export default async function NewServerPage({ params, searchParams }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const query = await searchParams;
  const from = oneParam(query, "from")?.slice(0, 100);
  const drafted =
    from === undefined ? null : await readDraftedStart(from, oneParam(query, "tool")?.slice(0, 256) ?? null);
  const start = {
    name: oneParam(query, "name")?.slice(0, 100) ?? drafted?.title.slice(0, 100),
    url: oneParam(query, "url") ?? drafted?.url ?? undefined,
    drafted,
  };
  return (
    <>
      <PageHeader
        title="Add server"
        crumbs={[{ label: "Servers", href: `/${org}/servers` }]}
        description="Any MCP server with an address, over Streamable HTTP or the older HTTP+SSE. The connection is tested before anything is saved."
      />
      {offersFor(ctx).canManageServers ? (
        <NewServerForm organization={org} start={start} />
      ) : (
        <Notice kind="info" title="Only an admin of the whole organization can add servers." />
      )}
    </>
  );
}
