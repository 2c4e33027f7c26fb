import type { Metadata } from "next";
import { oneParam, type PageOf } from "@/components/page-params";
import { slugsOf, stackHref } from "@/components/stack/stack-address";
import { carryIntoConsole } from "@/server/carry-into-console";
import { ChooseOrganization } from "../../_components/choose-organization";

export const metadata: Metadata = { title: "Make the policies" };

/** Carries a stack into the console. */
export default async function StackToConsolePage({ searchParams }: PageOf<Record<string, never>>) {
  const slugs = slugsOf(oneParam(await searchParams, "s"));
  const addressIn = (organization: string) => `/${organization}/stack?s=${slugs.join(",")}`;
  return (
    <ChooseOrganization
      memberships={await carryIntoConsole(stackHref(slugs, "/console"), addressIn)}
      addressIn={addressIn}
      from={{ label: "Stack", href: stackHref(slugs) }}
      description="The policies are made for its servers."
    />
  );
}
