import { listMemberships } from "@policylayer/services/organizations";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { addHref, CATALOGUE, serverHref } from "@/components/catalogue/catalogue-address";
import { oneParam, type PageOf } from "@/components/page-params";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { getSignedInUser } from "@/server/auth";
import { getDeps } from "@/server/deps";
import { PublicShell } from "../../../_components/public-shell";

export const metadata: Metadata = { title: "Add to PolicyLayer", robots: { index: false } };

/** Carries a server of the catalogue into the console: signs in on the way, and asks for which organization when there are several. */
export default async function AddToPolicyLayerPage({ searchParams }: PageOf<Record<string, never>>) {
  const params = await searchParams;
  const from = oneParam(params, "from")?.slice(0, 100);
  if (from === undefined) redirect(CATALOGUE);
  const tool = oneParam(params, "tool")?.slice(0, 256);
  const user = await getSignedInUser();
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(addHref(from, tool))}`);
  const memberships = await listMemberships(getDeps().db, user.id);
  const [first] = memberships;
  if (first === undefined) redirect("/organizations/new");
  const addressIn = (organization: string) => `/${organization}${addHref(from, tool).replace("/console", "")}`;
  if (memberships.length === 1) redirect(addressIn(first.organization.slug));
  return (
    <PublicShell>
      <PageHeader
        title="For which organization?"
        crumbs={[{ label: "Catalogue", href: serverHref(from) }]}
        description="The server is registered in it, with the drafted policy."
      />
      <Card isFlush className="max-w-md">
        <ul className="divide-y divide-line">
          {memberships.map(({ organization }) => (
            <li key={organization.slug}>
              <Link href={addressIn(organization.slug)} className="block px-5 py-3 hover:bg-hover">
                {organization.name}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </PublicShell>
  );
}
