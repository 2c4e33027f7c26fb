"use server";

import { endSession } from "@policylayer/services/accounts";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getDeps } from "@/server/deps";
import { sessionCookieName } from "@/server/session-cookie";

/** Ends this browser's session in the store first, so that a copied cookie is worth nothing either. */
export async function signOutAction(): Promise<void> {
  const deps = getDeps();
  const name = sessionCookieName(deps.urls.dashboard.startsWith("https:"));
  const jar = await cookies();
  const cookie = jar.get(name);
  if (cookie !== undefined) await endSession(deps, cookie.value);
  jar.delete({ name, path: "/", secure: name.startsWith("__Secure-") });
  redirect("/sign-in");
}
