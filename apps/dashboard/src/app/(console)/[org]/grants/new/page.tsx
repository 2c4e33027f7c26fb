import { listTeams } from "@policylayer/services/teams";
import { Server } from "lucide-react";
import type { Metadata } from "next";
import type { PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/server/context";
import { readChoices } from "../read-choices";
import { NewGrantForm } from "./new-grant-form";

export const metadata: Metadata = { title: "Create grant" };

export default async function NewGrantPage({ params }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const [choices, teams] = await Promise.all([readChoices(ctx), listTeams(ctx, {})]);
  return (
    <>
      <PageHeader
        title="Create grant"
        crumbs={[{ label: "Grants", href: `/${org}/grants` }]}
        description="One grant for each agent, so that each can be limited and revoked alone."
      />
      {!offersFor(ctx).canManageGrants ? (
        <Notice kind="info" title="Only an admin can create grants." />
      ) : choices.length === 0 ? (
        <Card>
          <EmptyState
            icon={Server}
            title="Add a server first"
            action={<ButtonLink href={`/${org}/servers/new`}>Add server</ButtonLink>}
          >
            A grant opens servers, and there are none yet.
          </EmptyState>
        </Card>
      ) : (
        <NewGrantForm organization={org} choices={choices} teams={teams.data.map(({ id, name }) => ({ id, name }))} />
      )}
    </>
  );
}
