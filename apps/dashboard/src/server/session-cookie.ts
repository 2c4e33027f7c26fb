import "server-only";
import type { NewSession } from "@policylayer/services/accounts";

/** The cookie next-auth reads. Browsers take a `__Secure-` name from https only. */
export function sessionCookieName(isHttps: boolean): string {
  return isHttps ? "__Secure-authjs.session-token" : "authjs.session-token";
}

/** The cookie that signs a browser in: out of reach of scripts, not sent along from other sites' forms. */
export function sessionCookie({ cookieValue, expires }: NewSession, isHttps: boolean) {
  return {
    name: sessionCookieName(isHttps),
    value: cookieValue,
    expires,
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps,
    path: "/",
  } as const;
}
