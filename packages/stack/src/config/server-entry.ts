/**
 * A server as a client starts it or connects to it, with everything that stands in the file, secrets too. It stays on the
 * machine of whoever holds the file: what may be shown or sent is `identifyServer`'s.
 */
export interface ServerEntry {
  /** The name it has in the file. */
  readonly name: string;
  readonly isDisabled: boolean;
  /** null: neither a command nor an address can be read. */
  readonly launch: Launch | null;
}

export type Launch = ProgramLaunch | AddressLaunch;

export interface ProgramLaunch {
  readonly kind: "program";
  readonly command: string;
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly folder: string | null;
}

export interface AddressLaunch {
  readonly kind: "address";
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  /** What the file says it speaks; null if it doesn't say. */
  readonly transport: "http" | "sse" | null;
}
