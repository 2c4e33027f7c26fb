/** One message from a client and what becomes of it. `expect` is `kind` for a readable one, else `HTTP status and code`. */
export interface SheetRow {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly expect: string;
  /** A part of the refusal's message. */
  readonly says?: string;
}
