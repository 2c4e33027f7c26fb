import type { System } from "../watched-system";
import type { CallRow } from "./call-row";

const AT_MOST_EVERY_MS = 60_000;

/**
 * Notes when grants were last used, at most once a minute for each, so that a busy grant's row isn't rewritten by every
 * batch. Rejects when Postgres does; the next call of the grant makes up for it.
 */
export class GrantTouches {
  /** Grant id to the time (Unix ms) last written. */
  readonly #written = new Map<string, number>();

  constructor(private readonly system: System) {}

  async touch(rows: readonly CallRow[]): Promise<void> {
    const used = new Map<string, number>();
    for (const { grant_id, at } of rows) {
      const ms = Date.parse(at);
      const written = this.#written.get(grant_id) ?? Number.NEGATIVE_INFINITY;
      if (grant_id === "" || ms < written + AT_MOST_EVERY_MS) continue;
      used.set(grant_id, Math.max(ms, used.get(grant_id) ?? ms));
    }
    if (used.size === 0) return;
    const ids = [...used.keys()];
    const times = [...used.values()].map((ms) => new Date(ms).toISOString());
    // Rows that somebody is changing are passed over: nobody waits for a grant because of this.
    await this.system(
      "audit-drain",
      (tx) => tx.$executeRaw`
        UPDATE grants SET last_used_at = used.at
        FROM unnest(${ids}::text[], ${times}::timestamptz[]) AS used (id, at)
        WHERE grants.id IN (SELECT id FROM grants WHERE id = ANY (${ids}::text[]) FOR NO KEY UPDATE SKIP LOCKED)
          AND grants.id = used.id
          AND (grants.last_used_at IS NULL OR grants.last_used_at < used.at - interval '1 minute')`,
    );
    this.#forgetOld(Math.max(...used.values()));
    for (const [id, ms] of used) this.#written.set(id, ms);
  }

  #forgetOld(now: number): void {
    for (const [id, ms] of this.#written) if (ms + AT_MOST_EVERY_MS < now) this.#written.delete(id);
  }
}
