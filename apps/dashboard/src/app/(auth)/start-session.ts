import "server-only";
import { createSession } from "@policylayer/services/accounts";
import { cookies, headers } from "next/headers";
import { getDeps } from "@/server/deps";
import { sessionCookie } from "@/server/session-cookie";

/** Signs this browser in as a person who has just proved to be one. */
export async function startSession(userId: string): Promise<void> {
  const deps = getDeps();
  const userAgent = (await headers()).get("user-agent");
  const session = await createSession(deps, userId, userAgent);
  (await cookies()).set(sessionCookie(session, deps.urls.dashboard.startsWith("https:")));
}
