import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { buildConnector } from "undici";
import { privateAddressKind } from "./address-kind";
import { AddressRefused } from "./address-refused";

/** Every address of a name. Rejects when there is none. */
export type Resolve = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

export interface GuardedConnectorOptions {
  /** true lets private addresses through. For one machine, or an installation that may reach its own network. */
  readonly allowPrivate: boolean;
  /** Name look-up, TCP and TLS together. Default 5000. */
  readonly connectTimeoutMs?: number;
  /** Default: the operating system's resolver. */
  readonly resolve?: Resolve;
}

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/**
 * A connector for undici's `connect` option (Agent, Pool, Client) that reaches public addresses only. A name is resolved
 * once per connection; ALL its addresses must be public; the socket goes to one of exactly these, with the
 * original SNI and Host, so that a name that answers differently the next time changes nothing. The address really reached
 * is checked again before a byte of the request leaves. Fails with `AddressRefused`, or with the system's own error.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const { allowPrivate, connectTimeoutMs = 5_000, resolve = resolveBySystem } = options;

  const pinnedLookup: LookupFunction = (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) return callback(noAddress(hostname), "", 0);
        const refusal = allowPrivate ? null : refusePrivate(hostname, addresses);
        if (refusal !== null) return callback(refusal, "", 0);
        // `all` is Node's "try the addresses in turn": it gets the checked list, never a second look-up.
        return all ? callback(null, [...addresses]) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };

  const connect = buildConnector({ lookup: pinnedLookup, timeout: connectTimeoutMs } as buildConnector.BuildOptions);

  return (target, callback) => {
    // An IP literal never gets to the look-up.
    if (!allowPrivate && isIP(target.hostname) !== 0) {
      const refusal = refusePrivate(target.hostname, [{ address: target.hostname }]);
      if (refusal !== null) {
        queueMicrotask(() => callback(refusal, null));
        return;
      }
    }
    connect(target, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const refusal = allowPrivate ? null : refusePrivatePeer(target.hostname, socket);
      if (refusal === null) return callback(null, socket);
      socket.destroy();
      return callback(refusal, null);
    });
  };
}

/** Where the socket really ended up. INVARIANT: a socket that passes reaches a public address. */
export function refusePrivatePeer(host: string, socket: Pick<Socket, "remoteAddress">): AddressRefused | null {
  return refusePrivate(host, [{ address: socket.remoteAddress ?? "" }]);
}

function refusePrivate(host: string, addresses: readonly { address: string }[]): AddressRefused | null {
  for (const { address } of addresses) {
    const kind = privateAddressKind(address);
    if (kind !== null) return new AddressRefused(host, address, kind);
  }
  return null;
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: "ENOTFOUND" });
}
