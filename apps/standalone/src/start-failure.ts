/** Why a start or an administrative command can't go on, in words for the person who typed it: what, where, what to do. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}

/** The one sentence a person gets for any error. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
