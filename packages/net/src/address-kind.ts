import ipaddr from "ipaddr.js";

const KINDS: Readonly<Record<string, string>> = {
  unspecified: "an unspecified address",
  broadcast: "a broadcast address",
  multicast: "a multicast address",
  linkLocal: "a link-local address",
  loopback: "a loopback address",
  carrierGradeNat: "a carrier-grade NAT address",
  private: "a private address",
  uniqueLocal: "a private address",
  rfc6052: "a NAT64 address",
  rfc6145: "a translated IPv4 address",
  "6to4": "a 6to4 address",
  teredo: "a Teredo address",
};

/** All of the IPv6 internet (RFC 4291, IANA's registry): what lies outside is not assigned, or embeds an IPv4 address. */
const IPV6_INTERNET = ipaddr.parseCIDR("2000::/3");

const IPV4_COMPATIBLE = /^::\d+\.\d+\.\d+\.\d+(%|$)/;

/** The wire server of one large cloud: answered from inside every machine there, though the address looks public. */
const CLOUD_PLATFORM = "168.63.129.16";

/**
 * null for an address of the public internet, otherwise what it is, in words. An IPv4 address in IPv6 dress
 * (`::ffff:127.0.0.1`) is judged as the IPv4 address it reaches. What isn't an address at all is refused too.
 */
export function privateAddressKind(address: string): string | null {
  // Only the canonical dotted form is an IPv4 address here. Others (`0x7f.1`) are names, and what they resolve to is judged.
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return "not an IP address";
  // Deprecated (RFC 4291, 2.5.5.1), and the parser reads it as if it were `::ffff:8.8.8.8`.
  if (IPV4_COMPATIBLE.test(address)) return "a reserved address";
  const parsed = ipaddr.process(address);
  if (parsed.toString() === CLOUD_PLATFORM) return "a cloud platform's own address";
  const range = parsed.range();
  if (range !== "unicast") return KINDS[range] ?? "a reserved address";
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(IPV6_INTERNET)) return "a reserved address";
  return null;
}
