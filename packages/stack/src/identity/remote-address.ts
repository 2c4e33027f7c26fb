import { looksSecret } from "./looks-secret";
import { isPrivateHost } from "./private-host";
import { type ServerIdentity, unknownIdentity } from "./server-identity";

const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;
const ADDRESS = /^(https?):\/\/(?:[^/?#]*@)?(\[[0-9a-f:.]+\]|[^/?#:@]+)(:[0-9]{1,5})?(\/[^?#]*)?([?#].*)?$/is;
/** What stands after these in a path is a key. */
const BEFORE_KEYS = new Set(
  "s k t u key keys token tokens secret secrets auth apikey api-key access-token id user".split(" "),
);
const WORD = /^@?[a-z]{1,16}(?:[-_.][a-z]{1,16}){0,3}$|^v[0-9]{1,2}$/;
const SEGMENTS_MAX = 5;

/**
 * Host and path of an address. The path ends before the first part that isn't plain lower-case words: services put keys
 * into paths too. A host that holds a variable or something like a token is not named at all.
 */
export function remoteAddress(url: string): ServerIdentity {
  const address = splitAddress(url);
  if (address === null) return unknownIdentity("not_understood");
  const host = address.host.toLowerCase();
  if (isPrivateHost(host)) return unknownIdentity("private_address");
  if (!HOST.test(host) || looksSecret(address.host)) return unknownIdentity("not_understood");
  const { kept } = plainPath(address.path);
  return { kind: "remote", address: [host, ...kept].join("/") };
}

/** The beginning of a path that surely holds no key, and whether there was more. */
export function plainPath(path: string): { readonly kept: readonly string[]; readonly isCut: boolean } {
  const segments = path.split("/").filter((part) => part !== "");
  const end = segments.findIndex(
    (segment, index) =>
      index >= SEGMENTS_MAX || !WORD.test(segment) || looksSecret(segment) || BEFORE_KEYS.has(segment),
  );
  return end === -1 ? { kept: segments, isCut: false } : { kept: segments.slice(0, end), isCut: true };
}

/** The parts of an http address; the user is left out. Null if it is none. */
export function splitAddress(url: string) {
  const found = ADDRESS.exec(url.trim());
  if (found === null) return null;
  const [, scheme = "", host = "", port = "", path = "", rest = ""] = found;
  return { scheme: scheme.toLowerCase(), host, port, path, hasQuery: rest !== "" };
}
