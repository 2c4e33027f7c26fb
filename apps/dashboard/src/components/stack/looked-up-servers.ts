import { type ConfiguredServer, identityKey, unknownWhy } from "@policylayer/stack";

/** A server that can be looked up, with all of it that is sent. */
export interface LookedUpServer {
  readonly name: string;
  readonly identity: string;
}

/** Those that a look-up would name, each identity once; servers that are switched off are left out. */
export function lookedUpServers(servers: readonly ConfiguredServer[]): LookedUpServer[] {
  const byIdentity = new Map<string, LookedUpServer>();
  for (const { name, isDisabled, identity } of servers) {
    const key = identityKey(identity);
    if (key !== null && !isDisabled && !byIdentity.has(key)) byIdentity.set(key, { name, identity: key });
  }
  return [...byIdentity.values()];
}

/** The others, and why. */
export function stayingServers(servers: readonly ConfiguredServer[]): { name: string; why: string }[] {
  return servers.flatMap(({ name, isDisabled, identity }) => {
    if (isDisabled) return [{ name, why: "it is switched off" }];
    return identity.kind === "unknown" ? [{ name, why: unknownWhy[identity.why] }] : [];
  });
}
