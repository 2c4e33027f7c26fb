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
/** One for each of the last 13 characters. */
const RANDOM_BYTES = 13;
const SEQUENCE_MAX = 0xfff;

/** Random bytes fetched many at a time: one system call for hundreds of ids. */
const pool = new Uint8Array(POOL_BYTES);
let taken = POOL_BYTES;

let lastMs = 0;
/** The first ten characters, which the ids of a millisecond have in common. */
let timeText = "";
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
  if (now > lastMs) turnTo(now);
  else if (++sequence > SEQUENCE_MAX) turnTo(lastMs + 1);

  // The other 80 bits, five at a time: version 7, the sequence, variant 2, and 62 random ones.
  let id = `${prefix}_${timeText}`;
  id += ALPHABET[0b01110 | (sequence >> 11)];
  id += ALPHABET[(sequence >> 6) & 31];
  id += ALPHABET[(sequence >> 1) & 31];
  id += ALPHABET[((sequence & 1) << 4) | 0b01000 | (nextByte() & 0b11)];
  for (let n = 0; n < 12; n++) id += ALPHABET[nextByte() & 31];
  return id;
}

function turnTo(ms: number): void {
  lastMs = ms;
  sequence = 0;
  timeText = "";
  for (let n = 0, rest = ms; n < 10; n++) {
    timeText = ALPHABET.charAt(rest % 32) + timeText;
    rest = Math.floor(rest / 32);
  }
}

function nextByte(): number {
  return pool[taken++] ?? 0;
}

/** The millisecond (Unix) inside an id. Throws on a text that isn't one. */
export function timeOfId(id: string): number {
  const suffix = id.slice(id.lastIndexOf("_") + 1);
  if (!SUFFIX.test(suffix)) throw new Error(`\`${id}\` is not an id`);
  let ms = 0;
  for (let n = 0; n < 10; n++) ms = ms * 32 + ALPHABET.indexOf(suffix.charAt(n));
  return ms;
}
