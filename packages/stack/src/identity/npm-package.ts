import { looksSecret } from "./looks-secret";
import { type ServerIdentity, unknownIdentity } from "./server-identity";
import { versionOf } from "./version-of";

const SPEC = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?([a-z0-9~-][a-z0-9._~-]*)(?:@(.*))?$/;
const NAME_MAX = 214;

/** `@scope/name@1.2.3` as npm's tools take it. Addresses, folders, tarballs and aliases aren't published names. */
export function npmPackage(spec: string): ServerIdentity {
  const [, scope = "", bare = "", version] = SPEC.exec(spec) ?? [];
  const name = `${scope}${bare}`;
  if (bare === "" || name.length > NAME_MAX || bare.startsWith("-") || looksSecret(name))
    return unknownIdentity("not_published");
  if (version?.includes(":")) return unknownIdentity("not_published");
  return { kind: "npm", name, version: versionOf(version) };
}
