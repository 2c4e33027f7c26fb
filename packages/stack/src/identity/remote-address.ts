import { looksSecret } from "./looks-secret";
import { isPrivateHost } from "./private-host";
import { type ServerIdentity, unknownIdentity } from "./server-identity";

const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;
const ADDRESS = /^https?:\/\/(?:[^/?#]*@)?([^/?#:@]+)(?::[0-9]{1,5})?(\/[^?#]*)?(?:[?#].*)?$/is;
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
  const [, written = "", path = ""] = ADDRESS.exec(url.trim()) ?? [];
  const host = written.toLowerCase();
  if (host === "") return unknownIdentity("not_understood");
  if (isPrivateHost(host)) return unknownIdentity("private_address");
  if (!HOST.test(host) || looksSecret(written)) return unknownIdentity("not_understood");
  const kept: string[] = [];
  for (const segment of path.split("/").filter((part) => part !== "")) {
    if (kept.length >= SEGMENTS_MAX || !WORD.test(segment) || looksSecret(segment)) break;
    if (BEFORE_KEYS.has(segment)) break;
    kept.push(segment);
  }
  return { kind: "remote", address: [host, ...kept].join("/") };
}
