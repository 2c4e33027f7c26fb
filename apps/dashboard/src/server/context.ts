import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { getSignedInUser } from "./auth";
import { memberContext } from "./member-context";

/**
 * The right of whoever is signed in, in the organization of the address; made once per request. Nobody signed in: to the
 * sign-in page. Not a member, or no such organization: the same "not found".
 */
export const requireContext = cache(async (organizationSlug: string): Promise<ServiceContext> => {
  const user = await getSignedInUser();
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(`/${organizationSlug}`)}`);
  const ctx = await memberContext(user, organizationSlug);
  if (ctx === null) notFound();
  return ctx;
});
