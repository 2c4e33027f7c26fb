import type { PeriodicJob } from "../run-periodically";
import type { System } from "../watched-system";

const EVERY_MS = 5_000;
const BATCH = 500;

/**
 * Ends the approvals whose time is over, decided or not, and forgets their arguments. Nobody depends on it being punctual:
 * whoever uses, decides or shows an approval looks at its time. Two workers may do it at once: each skips what the other has.
 */
export function expireApprovals(system: System): PeriodicJob {
  return {
    name: "expiring approvals",
    everyMs: EVERY_MS,
    async run() {
      while ((await expireSome(system)) === BATCH);
    },
  };
}

function expireSome(system: System): Promise<number> {
  return system(
    "maintenance",
    (tx) => tx.$executeRaw`
      UPDATE approvals SET status = 'expired', arguments_ciphertext = NULL
      WHERE id IN (
        SELECT id FROM approvals WHERE status IN ('pending', 'approved') AND expires_at <= now()
        ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );
}
