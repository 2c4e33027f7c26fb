/** The part of the WHATWG Encoding API used here. Declared in this module only: the package compiles without Node or DOM types. */
declare const TextDecoder: new (
  label: "utf-8",
  options: { readonly fatal: true; readonly ignoreBOM: true },
) => { decode(bytes: Uint8Array): string };

// `ignoreBOM: true` keeps a byte order mark in the text, where the parser can see and refuse it.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of well-formed UTF-8, or null. Nothing is replaced by U+FFFD: two readers must never see different text. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
