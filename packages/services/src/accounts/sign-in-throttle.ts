import { createHash } from "node:crypto";
import { asSystem, type Db, type Tx } from "@policylayer/db";
import { ServiceError } from "../errors";

/** Failures after which the next attempt has to wait, and how long at first; each further one doubles it. */
const FAILURES_FREE = { email: 5, address: 50 } as const;
const WAIT_SECONDS_FIRST = 15;
/** The longest wait, and how long a failure is remembered. Never a lock: whoever owns the account gets in again. */
const WAIT_SECONDS_MAX = 900;

export interface SignInSubject {
  readonly email: string;
  readonly address: string;
}

/**
 * Counts an attempt as failed before it is tried, in one statement, so that many guesses at once can't all slip past the
 * count. Throws TOO_MANY_ATTEMPTS, with nothing counted, while the e-mail or the address has to wait.
 */
export async function countAttempt(db: Db, now: Date, subject: SignInSubject): Promise<void> {
  await asSystem(db, "sign-in", async (tx) => {
    await countOne(tx, now, keyOf("email", subject.email), FAILURES_FREE.email);
    await countOne(tx, now, keyOf("address", subject.address), FAILURES_FREE.address);
  });
}

/** After a right password: the e-mail starts anew, and the address gets back what this attempt had cost. */
export async function forgiveAttempt(db: Db, subject: SignInSubject): Promise<void> {
  await asSystem(db, "sign-in", async (tx) => {
    await tx.signInAttempt.deleteMany({ where: { subject: keyOf("email", subject.email) } });
    await tx.signInAttempt.updateMany({
      where: { subject: keyOf("address", subject.address), failures: { gt: 0 } },
      data: { failures: { decrement: 1 } },
    });
  });
}

async function countOne(tx: Tx, now: Date, subject: string, free: number): Promise<void> {
  const counted = await tx.$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_attempts AS a (subject, failures, last_at) VALUES (${subject}, 1, ${now})
    ON CONFLICT (subject) DO UPDATE SET
      failures = CASE WHEN a.last_at <= ${now}::timestamptz - make_interval(secs => ${WAIT_SECONDS_MAX}::int)
        THEN 1 ELSE a.failures + 1 END,
      last_at = ${now}
    WHERE a.failures < ${free}::int OR a.last_at <= ${now}::timestamptz - make_interval(
      secs => LEAST(${WAIT_SECONDS_MAX}::int, ${WAIT_SECONDS_FIRST}::int * power(2, LEAST(a.failures - ${free}::int, 20))))
    RETURNING failures`;
  if (counted.length > 0) return;
  const row = await tx.signInAttempt.findUnique({ where: { subject } });
  const doublings = Math.min(Math.max(0, (row?.failures ?? free) - free), 20);
  const waitMs = Math.min(WAIT_SECONDS_MAX, WAIT_SECONDS_FIRST * 2 ** doublings) * 1_000;
  const retryAfterMs = Math.max(1_000, (row?.lastAt.getTime() ?? now.getTime()) + waitMs - now.getTime());
  throw new ServiceError(
    "TOO_MANY_ATTEMPTS",
    `Too many failed sign-ins. Try again in ${Math.ceil(retryAfterMs / 1_000)} seconds.`,
    { retryAfterMs },
  );
}

function keyOf(kind: "email" | "address", value: string): string {
  return createHash("sha256").update(`${kind}:${value}`).digest("hex");
}
