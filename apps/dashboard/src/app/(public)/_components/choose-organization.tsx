import type { MembershipView } from "@policylayer/services/organizations";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

interface ChooseOrganizationProps {
  readonly memberships: readonly MembershipView[];
  /** Where each of them leads to, by the organization's slug. */
  readonly addressIn: (organization: string) => string;
  /** Where the person comes from. */
  readonly from: { readonly label: string; readonly href: string };
  /** What will be made in the one that is chosen. */
  readonly description: string;
}

/** Asks in which organization to go on, of somebody who belongs to several. */
export function ChooseOrganization({ memberships, addressIn, from, description }: ChooseOrganizationProps) {
  return (
    <>
      <PageHeader title="For which organization?" crumbs={[from]} description={description} />
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
