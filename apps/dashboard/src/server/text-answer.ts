import "server-only";
import { createHash } from "node:crypto";

/** How long anybody may keep a text of the public pages, and show it while asking for a newer one. */
const KEPT = "public, max-age=300, stale-while-revalidate=86400";

/** A public text: kept by browsers and caches, and not sent again to whoever has it. */
export function textAnswer(request: Request, contentType: string, text: string): Response {
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const headers = { "cache-control": KEPT, etag, "content-type": `${contentType}; charset=utf-8` };
  const known = request.headers.get("if-none-match") ?? "";
  if (known.split(",").some((each) => each.trim().replace(/^W\//, "") === etag))
    return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
}

export function markdownAnswer(request: Request, text: string): Response {
  return textAnswer(request, "text/markdown", text);
}

/** For a page that isn't there. Not kept: it may be there tomorrow. */
export function absentAnswer(says: string): Response {
  return new Response(`${says}\n`, {
    status: 404,
    headers: { "content-type": "text/markdown; charset=utf-8", "cache-control": "no-store" },
  });
}
