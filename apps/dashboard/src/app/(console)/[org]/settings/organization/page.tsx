import { getOrganization } from "@policylayer/services/organizations";
import type { Metadata } from "next";
import type { PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/server/context";
import { AuditModeForm } from "./_components/audit-mode-form";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationPage({ params }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  const { id, name, slug, audit_mode } = await getOrganization(ctx);
  return (
    <>
      <PageHeader title="Organization" description="What holds for all of its teams, servers and grants." />
      <div className="grid max-w-3xl grid-cols-1 gap-6">
        <Card title={name}>
          <Facts
            facts={[
              { name: "Slug", value: <code className="font-mono text-[0.8125rem]">{slug}</code> },
              { name: "ID", value: <code className="break-all font-mono text-[0.8125rem]">{id}</code> },
            ]}
          />
        </Card>
        <Card
          title="When the counters can't be reached"
          description="Limits are counted, and calls recorded, in Redis. This is about the time it gives no answer."
        >
          <AuditModeForm
            key={audit_mode}
            organization={org}
            mode={audit_mode}
            canEdit={offersFor(ctx).canManageOrganization}
          />
        </Card>
      </div>
    </>
  );
}
