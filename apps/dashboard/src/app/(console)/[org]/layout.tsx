import { countPendingApprovals } from "@policylayer/services/approvals";
import { listMemberships } from "@policylayer/services/organizations";
import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/shell/console-shell";
import { getSignedInUser } from "@/server/auth";
import { requireContext } from "@/server/context";
import { getDeps } from "@/server/deps";

interface ConsoleLayoutProps {
  readonly params: Promise<{ org: string }>;
  readonly children: ReactNode;
}

/** The frame around an organization's pages. It shows names and a number, and decides nothing: every page asks for its own right. */
export default async function ConsoleLayout({ params, children }: ConsoleLayoutProps) {
  const { org } = await params;
  const user = await getSignedInUser();
  const memberships = user === null ? [] : await listMemberships(getDeps().db, user.id);
  const choices = memberships.map(({ organization }) => ({ slug: organization.slug, name: organization.name }));
  const current = choices.find(({ slug }) => slug === org);
  if (user === null || current === undefined) return children;
  const approvals = await countPendingApprovals(await requireContext(org));
  return (
    <ConsoleShell current={current} choices={choices} email={user.email} counts={{ approvals }}>
      {children}
    </ConsoleShell>
  );
}
