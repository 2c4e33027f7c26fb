import { looksSecret } from "./looks-secret";
import { isPrivateHost } from "./private-host";
import { type ServerIdentity, unknownIdentity } from "./server-identity";
import { versionOf } from "./version-of";

const PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** `registry.example/owner/image:tag@sha256:…`; without a registry it is Docker Hub's. A private registry is not named. */
export function ociImage(reference: string): ServerIdentity {
  const [, path = "", tag] = /^(.*?)(?::([^/:]+))?$/.exec(reference.replace(DIGEST, "")) ?? [];
  const parts = path.split("/");
  const first = parts[0] ?? "";
  const registry =
    parts.length > 1 && (first.includes(".") || first.includes(":") || first === "localhost") ? first : null;
  const image = registry === null ? parts : parts.slice(1);
  if (image.length > 6 || image.some((part) => !PART.test(part) || looksSecret(part)))
    return unknownIdentity("not_understood");
  if (registry !== null && (isPrivateHost(registry) || looksSecret(registry)))
    return unknownIdentity("private_address");
  const host = registry === null || registry === "docker.io" || registry === "index.docker.io" ? [] : [registry];
  const name = [...host, ...(host.length === 0 && image[0] === "library" ? image.slice(1) : image)].join("/");
  return { kind: "oci", name, version: versionOf(tag) };
}
