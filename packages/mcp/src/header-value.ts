/** The parts of the platform used here. Declared in this module only: the package compiles without Node or DOM types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const btoa: (bytes: string) => string;
declare const atob: (base64: string) => string;

import { decodeUtf8 } from "./decode-utf8";

const PREFIX = "=?base64?";
const SUFFIX = "?=";
/** Visible ASCII, with spaces inside only: what every hop leaves as it is. */
const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A value of a body as the value of a header (MCP 2026-07-28, basic/transports/streamable-http, Value Encoding): as it is, or as
 * base64 between `=?base64?` and `?=` where a header can't hold it, and where it looks like such an encoding itself.
 */
export function encodeHeaderValue(value: string): string {
  return PLAIN.test(value) && !isEncoded(value) ? value : `${PREFIX}${toBase64(value)}${SUFFIX}`;
}

/** The value a header stands for; null when it is encoded and can't be read. */
export function decodeHeaderValue(header: string): string | null {
  if (!isEncoded(header)) return header;
  const base64 = header.slice(PREFIX.length, -SUFFIX.length);
  if (!BASE64.test(base64)) return null;
  return decodeUtf8(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
}

function isEncoded(value: string): boolean {
  return value.length >= PREFIX.length + SUFFIX.length && value.startsWith(PREFIX) && value.endsWith(SUFFIX);
}

function toBase64(value: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(value)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
