import { analyseStack, type ServerIdentity, type StackReport } from "@policylayer/stack";
import type { KnownServer, OfflineCatalogue } from "./known-server";
import type { Configurations } from "./read-configurations";

/** A server of the scan, and what is known of it. */
export interface ScannedServer {
  readonly name: string;
  readonly identity: ServerIdentity;
  readonly files: readonly string[];
  readonly known: KnownServer | null;
  /** Why it could not be listed; null if it was, or wasn't to be. */
  readonly problem: string | null;
}

export interface ScannedStack {
  readonly servers: readonly ScannedServer[];
  readonly disabled: readonly string[];
  readonly report: StackReport;
}

/** What a server said itself goes before the catalogue; a server that neither knows is unknown. */
export function scannedStack(
  { servers, disabled }: Configurations,
  catalogue: OfflineCatalogue,
  listed: ReadonlyMap<string, ListedServer>,
): ScannedStack {
  const scanned = servers.map(({ name, identity, files }): ScannedServer => {
    const own = listed.get(name);
    const known = own?.known ?? catalogue.find(identity);
    return { name, identity, files, known, problem: own?.problem ?? null };
  });
  const report = analyseStack(scanned.map(({ name, known }) => ({ name, tools: known?.tools ?? null })));
  return { servers: scanned, disabled, report };
}

export interface ListedServer {
  readonly known: KnownServer | null;
  readonly problem: string | null;
}
