import { getApproval } from "@policylayer/services/approvals";
import type { ServiceContext } from "@policylayer/services/context";
import type { Metadata } from "next";
import { cache } from "react";
import { ApprovalCard } from "@/components/approvals/approval-card";
import type { PageOf } from "@/components/page-params";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/server/context";
import { orNotFound } from "../../or-not-found";
import { DecideButtons } from "../_components/decide-buttons";
import { RefreshOnCalls } from "../_components/refresh-on-calls";

type Props = PageOf<{ org: string; id: string }>;

const requireApproval = cache((ctx: ServiceContext, id: string) => orNotFound(getApproval(ctx, { id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, id } = await params;
  return { title: `Approval of ${(await requireApproval(await requireContext(org), id)).tool}` };
}

/** One request, for a link to it. */
export default async function ApprovalPage({ params }: Props) {
  const { org, id } = await params;
  const approval = await requireApproval(await requireContext(org), id);
  const { tool, grant_label } = approval;
  return (
    <>
      <PageHeader
        title={`Approval of ${tool}`}
        crumbs={[{ label: "Approvals", href: `/${org}/approvals` }]}
        actions={<ButtonLink href={`/${org}/calls?call=${approval.call}`}>See the call that asked</ButtonLink>}
      />
      <Card isFlush>
        <ApprovalCard
          organization={org}
          approval={approval}
          actions={
            approval.can_decide ? (
              <DecideButtons organization={org} approval={id} tool={tool} grant={grant_label} />
            ) : null
          }
        />
      </Card>
      <RefreshOnCalls organization={org} />
    </>
  );
}
