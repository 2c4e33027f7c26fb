import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "./page-security/content-security-policy";
import { isDevelopment } from "./page-security/env";

const HSTS = "max-age=63072000; includeSubDomains";

/** Going back and forth asks nobody. No cache between may keep a page: it has a nonce of its own. */
const PUBLIC_PAGE = "private, max-age=60";

/**
 * Next's request hook: gives every page a fresh nonce and the policy that demands it. It decides nothing about who may
 * see what; every page does that itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce, isDevelopment);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (isPublicPage(request.nextUrl.pathname)) response.headers.set("cache-control", PUBLIC_PAGE);
  if (isHttps(request)) response.headers.set("strict-transport-security", HSTS);
  return response;
}

/** A page of the catalogue; its Markdown says for itself how long it keeps. */
function isPublicPage(pathname: string): boolean {
  return /^\/(catalogue|attacks)(\/|$)/.test(pathname) && !pathname.endsWith("/index.md");
}

/** Browsers ignore the header over http, so a wrong `x-forwarded-proto` harms nobody but its sender. */
function isHttps(request: NextRequest): boolean {
  return (request.headers.get("x-forwarded-proto") ?? request.nextUrl.protocol).startsWith("https");
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)"] };
