import "server-only";
import { listMemberships, type MembershipView } from "@policylayer/services/organizations";
import { redirect } from "next/navigation";
import { getSignedInUser } from "./auth";
import { getDeps } from "./deps";

/**
 * Carries something of the public pages into the console: to the sign-in page and back to `here`, to the making of a first
 * organization, or straight on to `addressIn` of the only one. Answers with the organizations when there is a choice.
 */
export async function carryIntoConsole(
  here: string,
  addressIn: (organization: string) => string,
): Promise<readonly MembershipView[]> {
  const user = await getSignedInUser();
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  const memberships = await listMemberships(getDeps().db, user.id);
  const [first] = memberships;
  if (first === undefined) redirect("/organizations/new");
  if (memberships.length === 1) redirect(addressIn(first.organization.slug));
  return memberships;
}
