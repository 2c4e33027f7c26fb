import { StartFailure } from "./start-failure";

const POLL_MS = 100;
const ANSWER_MS = 3_000;

/** Resolves when `url` answers 2xx. Throws StartFailure after `withinMs`, with what it answered last. */
export async function waitUntilHealthy(
  name: string,
  url: string,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  const until = Date.now() + withinMs;
  let last = "no answer";
  while (Date.now() < until) {
    signal.throwIfAborted();
    try {
      const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]) });
      const body = await answer.text();
      if (answer.ok) return;
      last = `status ${answer.status} ${body.slice(0, 200)}`;
    } catch (error) {
      // Not listening yet is the normal case here; the last reason is told when time runs out.
      last = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new StartFailure(`The ${name} was not healthy within ${withinMs / 1000} s (${url}: ${last}).`);
}
