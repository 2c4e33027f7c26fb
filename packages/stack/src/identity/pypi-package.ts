import { looksSecret } from "./looks-secret";
import { type ServerIdentity, unknownIdentity } from "./server-identity";
import { versionOf } from "./version-of";

const SPEC = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?:\[[A-Za-z0-9._,-]*\])?(?:(?:@|==|>=|~=)(.*))?$/;

/** `name`, `name[extra]==1.2.3`, `name@latest`. The name as PyPI compares it. */
export function pypiPackage(spec: string): ServerIdentity {
  const [, name = "", version] = SPEC.exec(spec) ?? [];
  if (name === "" || name.length > 100 || looksSecret(name)) return unknownIdentity("not_published");
  if (version !== undefined && /[:/]/.test(version)) return unknownIdentity("not_published");
  return { kind: "pypi", name: name.toLowerCase().replace(/[-_.]+/g, "-"), version: versionOf(version) };
}
