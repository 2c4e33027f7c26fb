import type { ServiceContext } from "@policylayer/services/context";
import { type GrantView, getGrant } from "@policylayer/services/grants";
import type { Metadata } from "next";
import Link from "next/link";
import { cache, type ReactNode, Suspense } from "react";
import { ConnectPanel } from "@/components/connect/connect-panel";
import { GrantStatus } from "@/components/grants/grant-status";
import type { PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { TimeText } from "@/components/ui/time-text";
import { requireContext } from "@/server/context";
import { orNotFound } from "../../or-not-found";
import { readChoices } from "../read-choices";
import { EditGrantForm } from "./_components/edit-grant-form";
import { GrantLimits } from "./_components/grant-limits";
import { ReadAgainButton } from "./_components/read-again-button";
import { RevokeGrantButton } from "./_components/revoke-grant-button";
import { RotateGrantButton } from "./_components/rotate-grant-button";

type Props = PageOf<{ org: string; id: string }>;

const requireGrant = cache((ctx: ServiceContext, id: string) => orNotFound(getGrant(ctx, { id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, id } = await params;
  return { title: (await requireGrant(await requireContext(org), id)).label };
}

export default async function GrantPage({ params }: Props) {
  const { org, id } = await params;
  const ctx = await requireContext(org);
  const grant = await requireGrant(ctx, id);
  const { canManageGrants, canBindPolicies } = offersFor(ctx);
  const isRevoked = grant.status === "revoked";
  return (
    <>
      <PageHeader
        title={grant.label}
        crumbs={[{ label: "Grants", href: `/${org}/grants` }]}
        actions={
          <>
            <ButtonLink href={`/${org}/calls?grant=${grant.id}`}>See its calls</ButtonLink>
            {canManageGrants && !isRevoked ? (
              <>
                <RotateGrantButton organization={org} grant={grant.id} label={grant.label} />
                <RevokeGrantButton organization={org} grant={grant.id} label={grant.label} />
              </>
            ) : null}
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <Card title="Grant">
            <Facts facts={factsOf(grant)} />
          </Card>
          <Card
            title="Access"
            description={isRevoked ? "What its token opened." : "A change holds from the next call."}
          >
            {isRevoked || !canBindPolicies ? (
              <Bindings organization={org} grant={grant} />
            ) : (
              <EditGrantForm
                key={JSON.stringify([grant.label, grant.bindings, grant.expires_at])}
                organization={org}
                grant={grant}
                choices={await readChoices(ctx)}
                canManage={canManageGrants}
              />
            )}
          </Card>
          <Card title="Limits" description="What is left of them now." actions={<ReadAgainButton />} isFlush>
            <Suspense fallback={<SkeletonRows rows={3} label="Loading limits" />}>
              <GrantLimits ctx={ctx} grant={grant.id} />
            </Suspense>
          </Card>
        </div>
        {isRevoked ? (
          <Notice kind="info" title="This grant is revoked." className="max-xl:order-first">
            Its token is refused everywhere and can't be brought back. Create a new grant instead.
          </Notice>
        ) : (
          <Card
            title="Connect a client"
            description="With the token you stored. It isn't kept here, so a variable stands for it."
          >
            <ConnectPanel urls={grant.urls} teamUrl={grant.team_url} teamSlug={grant.team_slug} token={null} />
          </Card>
        )}
      </div>
    </>
  );
}

function factsOf(grant: GrantView): { name: string; value: ReactNode }[] {
  const moment = (at: string | null) => (at === null ? "Never" : <TimeText at={at} show="exact" />);
  return [
    { name: "Status", value: <GrantStatus status={grant.status} /> },
    { name: "Token", value: <code className="font-mono text-[0.8125rem]">plg_…{grant.token_last4}</code> },
    { name: "Team", value: grant.team_slug },
    { name: "Last used", value: moment(grant.last_used_at) },
    { name: "Expires", value: moment(grant.expires_at) },
    { name: "Created", value: moment(grant.created_at) },
    ...(grant.revoked_at === null ? [] : [{ name: "Revoked", value: moment(grant.revoked_at) }]),
    { name: "ID", value: <code className="break-all font-mono text-[0.8125rem]">{grant.id}</code> },
  ];
}

function Bindings({ organization, grant }: { organization: string; grant: GrantView }) {
  if (grant.bindings.length === 0) return <p className="text-muted">This grant has no servers.</p>;
  return (
    <ul className="grid gap-1.5">
      {grant.bindings.map((binding) => (
        <li key={binding.server} className="flex flex-wrap gap-x-2">
          <Link
            href={`/${organization}/servers/${binding.server_slug}`}
            className="rounded font-mono text-[0.8125rem] underline underline-offset-3"
          >
            {binding.server_slug}
          </Link>
          <span className="text-muted">{binding.policy_name ?? "no policy: every call is denied"}</span>
        </li>
      ))}
    </ul>
  );
}
