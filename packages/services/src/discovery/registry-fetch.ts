import { createGuardedFetch, type GuardedFetch } from "@policylayer/net";

/** For a page with everything it takes to send it. */
const TIMEOUT_MS = 20_000;

/** What a registry is read with by a command: public addresses only, unless private ones are allowed on this machine. */
export function createRegistryFetch(options: { readonly allowPrivate: boolean }): GuardedFetch {
  return createGuardedFetch({ allowPrivate: options.allowPrivate, timeoutMs: TIMEOUT_MS });
}
