import "server-only";
import { newId } from "@policylayer/crypto";
import { findSessionUser } from "@policylayer/services/accounts";
import type { ServiceContext } from "@policylayer/services/context";
import { getDeps } from "./deps";
import { memberContext } from "./member-context";
import { problemResponse } from "./rest/problem";
import { sessionCookieName } from "./session-cookie";

/** Proxies in between close a connection on which nothing is said. */
const KEEP_ALIVE_MS = 15_000;
/** How long a log stays open after its reader was signed out or removed, at the most. */
const RECHECK_MS = 60_000;

/**
 * Server-sent events: `calls` whenever new calls of the organization can be read, with no data but that. Ends when the
 * session or the membership has ended, and when the right to it can't be checked any more.
 */
export async function openTail(request: Request, organizationSlug: string): Promise<Response> {
  const cookie = readCookie(request, sessionCookieName(getDeps().urls.dashboard.startsWith("https:")));
  const found = await contextOf(cookie, organizationSlug);
  if (found === "signed-out") {
    return problemResponse(newId("req"), { status: 401, code: "unauthenticated", detail: "Sign in to read the log." });
  }
  if (found === null) {
    const detail = "There is no such organization, or you don't belong to it.";
    return problemResponse(newId("req"), { status: 404, code: "not_found", detail });
  }
  const stillMay = async () => {
    const now = await contextOf(cookie, organizationSlug);
    return now !== "signed-out" && now?.organizationId === found.organizationId;
  };
  return new Response(tailStream(found.organizationId, stillMay, request.signal), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function contextOf(cookie: string | null, slug: string): Promise<ServiceContext | "signed-out" | null> {
  const user = cookie === null ? null : await findSessionUser(getDeps(), cookie);
  return user === null ? "signed-out" : memberContext(user, slug);
}

function tailStream(organizationId: string, stillMay: () => Promise<boolean>, gone: AbortSignal): ReadableStream {
  const text = new TextEncoder();
  const endings: (() => void)[] = [];
  const stop = () => {
    for (const ending of endings.splice(0)) ending();
  };
  return new ReadableStream({
    start(controller) {
      const say = (line: string) => controller.enqueue(text.encode(`${line}\n\n`));
      const close = () => {
        if (endings.length === 0) return;
        stop();
        controller.close();
      };
      const keepAlive = setInterval(() => say(": still here"), KEEP_ALIVE_MS);
      const recheck = setInterval(() => {
        stillMay().then(
          (may) => may || close(),
          () => close(),
        );
      }, RECHECK_MS);
      endings.push(
        getDeps().tailHub.listen(organizationId, () => say("event: calls\ndata: {}")),
        () => clearInterval(keepAlive),
        () => clearInterval(recheck),
        () => gone.removeEventListener("abort", close),
      );
      gone.addEventListener("abort", close);
      say("retry: 3000\n: open");
      if (gone.aborted) close();
    },
    cancel: stop,
  });
}

function readCookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name && value.length > 0) return value.join("=");
  }
  return null;
}
