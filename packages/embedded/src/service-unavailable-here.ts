/**
 * A service or program this machine lacks and that could not be got.
 * The message is meant for people: what is missing, what was tried, what to do.
 */
export class ServiceUnavailableHere extends Error {
  override readonly name = "ServiceUnavailableHere";
  constructor(
    readonly missing: string,
    readonly tried: string[],
    readonly remedy: string,
  ) {
    const attempts = tried.length > 0 ? ` Tried: ${tried.join("; ")}.` : "";
    super(`${missing} is not available on this machine.${attempts} ${remedy}`);
  }
}
