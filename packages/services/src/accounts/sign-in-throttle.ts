import { createHash } from "node:crypto";
import { asSystem, type Db, type Tx } from "@policylayer/db";
import { ServiceError } from "../errors";

/** What is free before the next one has to wait, and how long it does at first; each further one doubles it. */
const FREE = { email: 5, address: 50, signUp: 100 } as const;
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
    await countOne(tx, now, keyOf("email", subject.email), FREE.email, FAILED);
    await countOne(tx, now, keyOf("address", subject.address), FREE.address, FAILED);
  });
}

/** Counts an account before it is made, whatever becomes of it: a program that makes accounts has to wait, an office hasn't. */
export async function countSignUp(db: Db, now: Date, address: string): Promise<void> {
  await asSystem(db, "sign-in", (tx) => countOne(tx, now, keyOf("sign-up", address), FREE.signUp, SIGNED_UP));
}

const FAILED = "Too many failed sign-ins.";
const SIGNED_UP = "Too many accounts were asked for from this address.";

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

async function countOne(tx: Tx, now: Date, subject: string, free: number, refusal: string): Promise<void> {
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
  const seconds = Math.ceil(retryAfterMs / 1_000);
  throw new ServiceError("TOO_MANY_ATTEMPTS", `${refusal} Try again in ${seconds} seconds.`, { retryAfterMs });
}

function keyOf(kind: "email" | "address" | "sign-up", value: string): string {
  return createHash("sha256").update(`${kind}:${value}`).digest("hex");
}
