import { TypeID, typeidUnboxed } from "typeid-js";

export type IdPrefix =
  | "org"
  | "team"
  | "usr"
  | "mem"
  | "inv"
  | "srv"
  | "tool"
  | "pol"
  | "grt"
  | "key"
  | "dek"
  | "call"
  | "evt"
  | "ses"
  | "boot"
  | "req";

/** A TypeID: the prefix, `_`, and a UUIDv7 in 26 characters. Ids of one prefix sort by the time they were made. */
export function newId(prefix: IdPrefix): string {
  return typeidUnboxed(prefix);
}

/** The millisecond (Unix) inside an id. Throws on a text that isn't one. */
export function timeOfId(id: string): number {
  const bytes = TypeID.fromString(id).toUUIDBytes();
  let ms = 0;
  for (let n = 0; n < 6; n++) ms = ms * 256 + (bytes[n] ?? 0);
  return ms;
}
