import type { ServiceContext } from "@policylayer/services/context";
import { getPolicyVersion, listPolicyVersions, type PolicyView } from "@policylayer/services/policies";
import { listTools } from "@policylayer/services/servers";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { oneParam, type PageOf } from "@/components/page-params";
import { offersFor } from "@/components/permissions";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { requireContext } from "@/server/context";
import { orNotFound } from "../../or-not-found";
import { DeletePolicyButton } from "./_components/delete-policy-button";
import { PastVersion } from "./_components/past-version";
import { PolicyEditor } from "./_components/policy-editor";
import { VersionTable } from "./_components/version-table";
import { requirePolicy } from "./require-policy";

type Props = PageOf<{ org: string; id: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, id } = await params;
  return { title: (await requirePolicy(await requireContext(org), id)).name };
}

/**
 * `?version=2` shows an old version, `?from=2` edits from it, and `?rule=/tools/x` marks the rule that decided a call.
 */
export default async function PolicyPage({ params, searchParams }: Props) {
  const [{ org, id }, query] = await Promise.all([params, searchParams]);
  const ctx = await requireContext(org);
  const policy = await requirePolicy(ctx, id);
  const version = oneParam(query, "version");
  const from = oneParam(query, "from");
  const rule = oneParam(query, "rule");
  const isPast = version !== undefined && version !== String(policy.version);
  const [tools, shown] = await Promise.all([
    listTools(ctx, { id: policy.server }),
    isPast || from !== undefined
      ? orNotFound(getPolicyVersion(ctx, { id: policy.id, version: (isPast ? version : from) ?? "" }))
      : null,
  ]);
  const classed = tools.data
    .filter(({ status }) => status !== "removed")
    .map(({ name, risk }) => ({ name, riskClass: risk.class }));
  const { canManagePolicies } = offersFor(ctx);
  return (
    <>
      <PageHeader
        title={policy.name}
        crumbs={[
          { label: "Policies", href: `/${org}/policies` },
          { label: policy.server_slug, href: `/${org}/servers/${policy.server_slug}` },
        ]}
        description={<Usage organization={org} policy={policy} />}
        actions={
          canManagePolicies ? <DeletePolicyButton organization={org} policy={policy.id} name={policy.name} /> : null
        }
      />
      {isPast || !canManagePolicies ? (
        <PastVersion
          key={shown?.version ?? policy.version}
          organization={org}
          policy={policy.id}
          current={policy.version}
          shown={shown ?? { version: policy.version, text: policy.text }}
          canEdit={canManagePolicies}
          tools={classed}
          pointer={rule}
        />
      ) : (
        <PolicyEditor
          key={`${policy.id} ${from ?? ""} ${rule ?? ""}`}
          organization={org}
          policy={policy}
          {...(shown === null ? {} : { restored: { version: shown.version, text: shown.text } })}
          tools={classed}
          pointer={rule}
        />
      )}
      <Card
        title="Versions"
        description="Every save, newest first. Nothing here is ever changed."
        actions={
          <ButtonLink href={`/${org}/policies/${policy.id}/history`} size="sm">
            What changed when
          </ButtonLink>
        }
        isFlush
        className="mt-6"
      >
        <Suspense fallback={<SkeletonRows rows={3} label="Loading versions" />}>
          <Versions ctx={ctx} policy={policy} />
        </Suspense>
      </Card>
    </>
  );
}

function Usage({ organization, policy }: { organization: string; policy: PolicyView }) {
  if (policy.grants.length === 0) return <>Version {policy.version}. No grant uses it yet.</>;
  return (
    <>
      Version {policy.version}, used by{" "}
      {policy.grants.map((grant, index) => (
        <span key={grant.id}>
          {index > 0 ? ", " : null}
          <Link href={`/${organization}/grants/${grant.id}`} className="rounded text-ink underline underline-offset-3">
            {grant.label}
          </Link>
        </span>
      ))}
      .
    </>
  );
}

/** The latest; the history has them all. */
async function Versions({ ctx, policy }: { ctx: ServiceContext; policy: PolicyView }) {
  const versions = await listPolicyVersions(ctx, { id: policy.id, limit: 10 });
  return (
    <VersionTable
      href={`/${ctx.organizationSlug}/policies/${policy.id}`}
      current={policy.version}
      versions={versions.data}
    />
  );
}
