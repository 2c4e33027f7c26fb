/** Declared in this module only, as in `decode-utf8.ts`. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
