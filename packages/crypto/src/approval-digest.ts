import { createHmac, hkdfSync } from "node:crypto";

/**
 * A keyed digest of `parts`, in hex, by which an approval is found again. Keyed, because arguments are often few enough to be
 * guessed from a plain hash. The key is derived from the deployment's for each organization, so that equal calls of two
 * organizations have different digests. Which part is which counts: no two lists have the same digest.
 */
export function approvalDigest(kek: Buffer, organizationId: string, parts: readonly (string | number)[]): string {
  const key = Buffer.from(hkdfSync("sha256", kek, organizationId, "policylayer approvals", 32));
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex");
}
