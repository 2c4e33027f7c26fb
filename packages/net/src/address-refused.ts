/** An address that outbound requests may not reach. `message` is one sentence for a person, with what to do. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  readonly code = "ADDRESS_REFUSED";

  constructor(
    /** The host as it was asked for. */
    readonly host: string,
    /** The IP address that was refused. */
    readonly address: string,
    /** What kind of address that is, e.g. `a loopback address`. */
    readonly kind: string,
  ) {
    const place = host === address ? host : `${host} (${address})`;
    super(
      `refused to connect to ${place}: it is ${kind}, and only public addresses may be reached; ` +
        "use the server's public address, or set ALLOW_PRIVATE_UPSTREAMS=true if this installation may reach its own network",
    );
  }
}
