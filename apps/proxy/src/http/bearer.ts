import { isWellFormedToken } from "@policylayer/crypto";

const BEARER = /^bearer ([\x21-\x7e]+)$/i;

/**
 * The grant token of an `Authorization` header, or null when there is none, it is malformed, or its checksum is wrong.
 * Nothing is trimmed; the scheme alone is case-insensitive (RFC 9110, section 11.1).
 */
export function readBearer(authorization: string | null): string | null {
  const token = authorization === null ? undefined : BEARER.exec(authorization)?.[1];
  return token !== undefined && isWellFormedToken("plg", token) ? token : null;
}
