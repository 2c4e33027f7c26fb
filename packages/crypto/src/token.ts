import { createHmac, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** `plg` is a grant's token, for the proxy; `plk` an API key, for the REST API. */
export type TokenKind = "plg" | "plk";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID_LENGTH = 22;
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;

/** For secret scanners and redaction: what our tokens look like. */
export const TOKEN_PATTERN = /\bpl[gk]_live_[0-9A-Za-z]{22}_[0-9A-Za-z]{38}\b/;
const WHOLE_TOKEN = /^(pl[gk])_live_[0-9A-Za-z]{22}_[0-9A-Za-z]{38}$/;

function randomBase62(length: number): string {
  let text = "";
  for (let n = 0; n < length; n++) text += ALPHABET[randomInt(62)];
  return text;
}

/** CRC-32 in base 62, so that a mistyped or made-up token is refused without asking a store. It proves nothing else. */
function checksum(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let n = 0; n < CHECKSUM_LENGTH; n++) {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** `<kind>_live_<22 base62>_<32 base62 random><6 base62 CRC-32>`: 190 bits nobody can guess. */
export function mintToken(kind: TokenKind): string {
  const body = `${kind}_live_${randomBase62(ID_LENGTH)}_${randomBase62(SECRET_LENGTH)}`;
  return body + checksum(body);
}

/** Whether the text is a token of this kind with a right checksum. Only then is it worth a look-up. */
export function isWellFormedToken(kind: TokenKind, text: string): boolean {
  if (WHOLE_TOKEN.exec(text)?.[1] !== kind) return false;
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

/** What is stored of a token: HMAC-SHA256 under the deployment's pepper, in hex. */
export function hashToken(pepper: Buffer, token: string): string {
  return createHmac("sha256", pepper).update(token).digest("hex");
}

/** The last four characters, which a screen may show. */
export function tokenLast4(token: string): string {
  return token.slice(-4);
}
