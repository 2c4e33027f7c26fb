import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 1;

/** A sealed value couldn't be opened: wrong key, wrong place, or changed bytes. Says nothing of the contents. */
export class CannotOpen extends Error {
  override readonly name = "CannotOpen";
}

/**
 * AES-256-GCM with a random nonce. `place` says where the value belongs (`org|table|row|field`) and is authenticated with
 * it, so that a ciphertext moved to another row doesn't open there. Layout: format byte, nonce, tag, ciphertext.
 */
export function seal(key: Buffer, plaintext: Buffer, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(place));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), ciphertext]);
}

/** The plaintext of `seal` with the same key and place. Throws `CannotOpen`. */
export function open(key: Buffer, sealed: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== FORMAT) throw new CannotOpen("not a sealed value");
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new CannotOpen("the value was sealed with another key or for another place");
  }
}

/** A new key of an organization, and the same wrapped by the deployment's key for storing. */
export function mintDataKey(kek: Buffer, organizationId: string): { key: Buffer; wrapped: Buffer } {
  const key = randomBytes(KEY_BYTES);
  return { key, wrapped: seal(kek, key, dataKeyPlace(organizationId)) };
}

/** Throws `CannotOpen` when the deployment's key isn't the one it was wrapped with. */
export function unwrapDataKey(kek: Buffer, wrapped: Uint8Array, organizationId: string): Buffer {
  return open(kek, wrapped, dataKeyPlace(organizationId));
}

function dataKeyPlace(organizationId: string): string {
  return `${organizationId}|data_keys|wrapped_key`;
}

/** Where the headers of a server belong, for `seal` and `open`. */
export function serverHeadersPlace(organizationId: string, serverId: string): string {
  return `${organizationId}|servers|${serverId}|headers`;
}

/** Where the arguments of a call that waits for a person belong, for `seal` and `open`. */
export function approvalArgumentsPlace(organizationId: string, approvalId: string): string {
  return `${organizationId}|approvals|${approvalId}|arguments`;
}

/** A 32-byte key from its base64 text, as the environment gives it. Throws a sentence naming the variable. */
export function parseKey(variable: string, base64: string): Buffer {
  const key = Buffer.from(base64, "base64");
  if (key.length !== KEY_BYTES)
    throw new Error(`${variable} must be 32 random bytes in base64 (openssl rand -base64 32)`);
  return key;
}
