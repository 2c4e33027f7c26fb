import { listMemberships } from "@policylayer/services/organizations";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { oneParam, type PageOf } from "@/components/page-params";
import { slugsOf, stackHref } from "@/components/stack/stack-address";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { getSignedInUser } from "@/server/auth";
import { getDeps } from "@/server/deps";

export const metadata: Metadata = { title: "Make the policies" };

/** Carries a stack into the console: signs in on the way, and asks for which organization when there are several. */
export default async function StackToConsolePage({ searchParams }: PageOf<Record<string, never>>) {
  const slugs = slugsOf(oneParam(await searchParams, "s"));
  const user = await getSignedInUser();
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(stackHref(slugs, "/console"))}`);
  const memberships = await listMemberships(getDeps().db, user.id);
  const [first] = memberships;
  if (first === undefined) redirect("/organizations/new");
  const addressIn = (organization: string) => `/${organization}/stack?s=${slugs.join(",")}`;
  if (memberships.length === 1) redirect(addressIn(first.organization.slug));
  return (
    <>
      <PageHeader
        title="For which organization?"
        crumbs={[{ label: "Stack", href: stackHref(slugs) }]}
        description="The policies are made for its servers."
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
    </>
  );
}
