import type { GuardedFetch } from "@policylayer/net";
import { type RegistryPage, readRegistryPage } from "./registry-page";

export type FetchedPage =
  | { readonly kind: "page"; readonly page: RegistryPage; readonly registryNow: Date | null }
  /** Worth another try; `retryAfterMs` as the registry asks, null: it doesn't say. */
  | { readonly kind: "again"; readonly reason: string; readonly retryAfterMs: number | null }
  /** The registry understood and refuses: with a cursor it may have forgotten it. */
  | { readonly kind: "refused"; readonly reason: string };

/** Asks for one page. Never rejects: what goes wrong out there is an answer like any other. */
export async function fetchRegistryPage(guardedFetch: GuardedFetch, url: URL, now: Date): Promise<FetchedPage> {
  try {
    const answer = await guardedFetch(url, {
      headers: { accept: "application/json", "user-agent": "policylayer-catalogue/1" },
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      const reason = `the registry answered HTTP ${answer.status}`;
      const isPassing = answer.status >= 500 || answer.status === 429 || answer.status === 408;
      const retryAfterMs = readRetryAfter(answer.headers.get("retry-after"), now);
      return isPassing ? { kind: "again", reason, retryAfterMs } : { kind: "refused", reason };
    }
    const page = readRegistryPage(JSON.parse(await answer.text()));
    if (page === null)
      return { kind: "again", reason: "the registry's answer isn't a page of servers", retryAfterMs: null };
    return { kind: "page", page, registryNow: readDate(answer.headers.get("date")) };
  } catch (error) {
    return { kind: "again", reason: reasonOf(error), retryAfterMs: null };
  }
}

/** Seconds or a date, as RFC 9110 has it. */
export function readRetryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000;
  const date = readDate(value);
  return date === null ? null : Math.max(0, date.getTime() - now.getTime());
}

function readDate(value: string | null): Date | null {
  const ms = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** What the network says is in the cause, where fetch keeps it. */
function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return "the registry's answer isn't JSON";
  if (!(error instanceof Error)) return "the registry can't be reached";
  const said = error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
  return `the registry can't be reached: ${withoutKeys(said).slice(0, 200)}`;
}

/** Errors name addresses, and the user name and the query of one may hold a key; what failed is shown in the console. */
function withoutKeys(text: string): string {
  return text.replaceAll(/(https?:\/\/)(?:[^/\s@]*@)?([^\s?]*)(?:\?\S*)?/g, "$1$2");
}
