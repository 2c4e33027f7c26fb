import { Agent, fetch as undiciFetch } from "undici";
import { AddressRefused } from "./address-refused";
import { createGuardedConnector, type Resolve } from "./guarded-connector";
import { limitBody } from "./limit-body";
import { RedirectRefused } from "./redirect-refused";

export interface GuardedFetchOptions {
  /** As of `createGuardedConnector`. */
  readonly allowPrivate: boolean;
  /** From the call until the last byte of the answer, also of a stream. */
  readonly timeoutMs: number;
  /** Of the decoded answer. Default 10 MiB. */
  readonly bodyBytesMax?: number;
  readonly resolve?: Resolve;
}

export interface GuardedFetch {
  /**
   * As the platform's `fetch`, with the URL as text or URL. Rejects with `AddressRefused`, `RedirectRefused`, a `TimeoutError`
   * (DOMException), or fetch's own TypeError; reading the body can reject with `BodyTooLarge` or a `TimeoutError`.
   */
  (url: string | URL, init?: RequestInit): Promise<Response>;
  /** Closes idle connections. */
  close(): Promise<void>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A `fetch` that reaches public addresses only, follows no redirect, and bounds the time and size of every answer. */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const { allowPrivate, timeoutMs, bodyBytesMax = 10 * 1024 * 1024, resolve } = options;
  const agent = new Agent({
    connect: createGuardedConnector({
      allowPrivate,
      connectTimeoutMs: Math.min(5_000, timeoutMs),
      ...(resolve && { resolve }),
    }),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 16 * 1024,
    keepAliveTimeout: 4_000,
  });

  const guardedFetch = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const { signal, settle } = deadline(timeoutMs, init.signal ?? null);
    try {
      const request = { ...init, signal, redirect: "manual", dispatcher: agent } as Parameters<typeof undiciFetch>[1];
      const answer = await undiciFetch(url, request);
      if (REDIRECTS.has(answer.status)) {
        await answer.body?.cancel();
        throw new RedirectRefused(new URL(url), answer.status, answer.headers.get("location"));
      }
      const body = answer.body === null ? null : limitBody(answer.body, bodyBytesMax, settle);
      if (body === null) settle();
      const { status, statusText } = answer;
      // The same stream under both names: with the DOM's types in the program, Node's stream isn't assignable to a body.
      const content = body as ConstructorParameters<typeof Response>[0];
      const response = new Response(content, { status, statusText, headers: [...answer.headers] });
      return Object.defineProperty(response, "url", { value: answer.url });
    } catch (error) {
      settle();
      throw error instanceof TypeError && error.cause instanceof AddressRefused ? error.cause : error;
    }
  };
  return Object.assign(guardedFetch, { close: () => agent.close() });
}

/** Aborts after `timeoutMs` or with the caller's signal, until settled. Held by a timer of its own, so it can't be collected. */
function deadline(timeoutMs: number, caller: AbortSignal | null): { signal: AbortSignal; settle: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`no complete answer within ${timeoutMs} ms`, "TimeoutError"));
  }, timeoutMs);
  const onAbort = () => controller.abort(caller?.reason);
  if (caller?.aborted) onAbort();
  caller?.addEventListener("abort", onAbort, { once: true });
  const settle = () => {
    clearTimeout(timer);
    caller?.removeEventListener("abort", onAbort);
  };
  return { signal: controller.signal, settle };
}
