import type { Log } from "./log";

/**
 * What doesn't work at the moment. Each outage is said once when it begins and once when it ends, however often the work
 * is tried in between; /healthz lists them meanwhile.
 */
export class Outages {
  readonly #since = new Map<string, Date>();

  constructor(
    private readonly log: Log,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** `what` names a dependency or a job, as people will read it. */
  began(what: string, error: unknown): void {
    if (this.#since.has(what)) return;
    this.#since.set(what, this.now());
    this.log.error({ what, reason: reasonOf(error) }, `${what} is failing; trying again until it works`);
  }

  ended(what: string): void {
    const since = this.#since.get(what);
    if (since === undefined) return;
    this.#since.delete(what);
    this.log.info(
      { what, seconds: Math.round((this.now().getTime() - since.getTime()) / 1000) },
      `${what} works again`,
    );
  }

  current(): { what: string; since: string }[] {
    return [...this.#since].map(([what, since]) => ({ what, since: since.toISOString() }));
  }
}

/** One line. Prisma's messages begin with an empty line and a picture of our own source. */
function reasonOf(error: unknown): string {
  // A name with several addresses fails with one error for each, and an empty message of its own.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split("\n").at(-1)?.trim() ?? "";
}
