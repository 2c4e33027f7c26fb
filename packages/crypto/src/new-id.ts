import { randomFillSync } from "node:crypto";

export type IdPrefix =
  | "org"
  | "team"
  | "usr"
  | "mem"
  | "inv"
  | "srv"
  | "tool"
  | "tdc"
  | "pol"
  | "grt"
  | "key"
  | "dek"
  | "call"
  | "evt"
  | "ses"
  | "boot"
  | "req"
  | "apr"
  | "cat";

/** Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const POOL_BYTES = 4096;
const RANDOM_BYTES = 8;
const SEQUENCE_MAX = 0xfff;

/** Random bytes fetched many at a time: one system call for hundreds of ids. */
const pool = new Uint8Array(POOL_BYTES);
let taken = POOL_BYTES;

let lastMs = 0;
/** The 12 bits after the time: counts up within a millisecond, so that ids of one process sort as they were made. */
let sequence = 0;

/**
 * A TypeID (version 0.3 of its specification): the prefix, `_`, and a UUIDv7 (RFC 9562) in 26 characters. Ids of one prefix
 * sort by the time they were made; 62 bits of each can't be guessed. Written out because every call through the proxy gets
 * one.
 */
export function newId(prefix: IdPrefix): string {
  if (taken + RANDOM_BYTES > POOL_BYTES) {
    randomFillSync(pool);
    taken = 0;
  }
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (++sequence > SEQUENCE_MAX) {
    lastMs += 1;
    sequence = 0;
  }
  let suffix = "";
  for (let shift = 45; shift >= 0; shift -= 5) suffix += ALPHABET[Math.floor(lastMs / 2 ** shift) % 32];

  // The other 80 bits: version 7 and the sequence, variant 2 and 62 random bits. Eight at a time in, five at a time out.
  let held = 0;
  let bits = 0;
  for (let n = 0; n < 10; n++) {
    held = ((held << 8) | uuidByte(n)) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      suffix += ALPHABET[(held >> bits) & 31];
    }
  }
  taken += RANDOM_BYTES;
  return `${prefix}_${suffix}`;
}

/** Byte 6 + n of the UUID. */
function uuidByte(n: number): number {
  if (n === 0) return 0x70 | (sequence >> 8);
  if (n === 1) return sequence & 0xff;
  const random = pool[taken + n - 2] ?? 0;
  return n === 2 ? 0x80 | (random & 0x3f) : random;
}

/** The millisecond (Unix) inside an id. Throws on a text that isn't one. */
export function timeOfId(id: string): number {
  const suffix = id.slice(id.lastIndexOf("_") + 1);
  if (!SUFFIX.test(suffix)) throw new Error(`\`${id}\` is not an id`);
  let ms = 0;
  for (let n = 0; n < 10; n++) ms = ms * 32 + ALPHABET.indexOf(suffix.charAt(n));
  return ms;
}
