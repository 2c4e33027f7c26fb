import type { ServiceErrorCode } from "@policylayer/services/errors";

/** One thing to mend in what was sent. `pointer` is an RFC 6901 pointer into the form's values, or into a policy's text. */
export interface FormProblem {
  readonly pointer: string;
  readonly detail: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Why an action didn't do it, in words for the person who asked. */
export interface FormError {
  readonly code: ServiceErrorCode | "UNEXPECTED";
  readonly message: string;
  readonly problems: readonly FormProblem[];
}

/** What every Server Action of the console answers; bugs are thrown instead. */
export type ActionResult<Result extends object = object> =
  | ({ readonly ok: true } & Result)
  | { readonly ok: false; readonly error: FormError };

/** For a form whose answer never came: the connection broke, or the server failed. */
export const UNEXPECTED: FormError = {
  code: "UNEXPECTED",
  message: "That didn't work: the server could not be reached or failed. Nothing may have changed; look and try again.",
  problems: [],
};

/** The sentence for one field, e.g. `/name`; everything below it (`/headers/Host`) counts as its own. */
export function problemOf(error: FormError | null, field: string): string | undefined {
  const found = error?.problems.find(({ pointer }) => pointer === field || pointer.startsWith(`${field}/`));
  if (found === undefined) return undefined;
  return `${found.detail.slice(0, 1).toUpperCase()}${found.detail.slice(1).replace(/\.?$/, ".")}`;
}

/** The pointers into a policy's text: problems with a line are shown beside the editor instead of above the form. */
export function documentPointers(error: FormError | null): string[] {
  return (error?.problems ?? []).filter(({ line }) => line !== undefined).map(({ pointer }) => pointer);
}
