import { redirect } from "next/navigation";
import type { PageOf } from "@/components/page-params";
import { requireContext } from "@/server/context";

export default async function OrganizationPage({ params }: PageOf<{ org: string }>) {
  const { org } = await params;
  const ctx = await requireContext(org);
  redirect(`/${ctx.organizationSlug}/servers`);
}
