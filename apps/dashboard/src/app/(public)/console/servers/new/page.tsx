import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { addHref, CATALOGUE, serverHref } from "@/components/catalogue/catalogue-address";
import { oneParam, type PageOf } from "@/components/page-params";
import { carryIntoConsole } from "@/server/carry-into-console";
import { ChooseOrganization } from "../../../_components/choose-organization";
import { PublicShell } from "../../../_components/public-shell";

export const metadata: Metadata = { title: "Add to PolicyLayer", robots: { index: false } };

/** Carries a server of the catalogue into the form for a new one. */
export default async function AddToPolicyLayerPage({ searchParams }: PageOf<Record<string, never>>) {
  const params = await searchParams;
  const from = oneParam(params, "from")?.slice(0, 100);
  if (from === undefined) redirect(CATALOGUE);
  const here = addHref(from, oneParam(params, "tool")?.slice(0, 256));
  const addressIn = (organization: string) => `/${organization}${here.replace("/console", "")}`;
  return (
    <PublicShell>
      <ChooseOrganization
        memberships={await carryIntoConsole(here, addressIn)}
        addressIn={addressIn}
        from={{ label: "Catalogue", href: serverHref(from) }}
        description="The server is registered in it, with the drafted policy."
      />
    </PublicShell>
  );
}
