import type { ApprovalSignals } from "@policylayer/gate";
import type { ApprovalAnswer } from "../grants/approval-store";

export interface DecisionWait {
  readonly approvalId: string;
  readonly waitMs: number;
  /** Aborted: nobody waits for the answer any more, and so nothing may be used for it. */
  readonly abandoned: AbortSignal;
  /** One read of Postgres. null: it has expired, or another call has used it. */
  readonly look: () => Promise<ApprovalAnswer | null>;
}

/**
 * Waits until an approval is decided, without asking Postgres more often than there is reason to: once when it listens, at
 * each announcement, and once at the end, for what was announced unheard. Null when the wait was over first. Rejects as
 * `look` does.
 */
export async function waitForDecision(
  signals: Pick<ApprovalSignals, "listen">,
  { approvalId, waitMs, abandoned, look }: DecisionWait,
): Promise<ApprovalAnswer | null> {
  let isSignalled = false;
  let isOver = false;
  let isTimeUp = false;
  let wake = (): void => undefined;
  const onSignal = () => {
    isSignalled = true;
    wake();
  };
  const onAbandoned = () => wake();
  const timer = setTimeout(() => {
    isTimeUp = true;
    wake();
  }, waitMs);
  abandoned.addEventListener("abort", onAbandoned, { once: true });
  let stopListening = (): void => undefined;
  // Not awaited: a Redis that gives no answer must not make the wait longer.
  void signals.listen(approvalId, onSignal).then((stop) => {
    if (isOver) return stop();
    stopListening = stop;
    onSignal();
  });
  try {
    for (;;) {
      if (abandoned.aborted) return null;
      if (isSignalled || isTimeUp) {
        const isLastLook = isTimeUp;
        isSignalled = false;
        const answer = await look();
        if (answer === null || answer.kind !== "pending") return answer;
        if (isLastLook) return null;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    isOver = true;
    clearTimeout(timer);
    abandoned.removeEventListener("abort", onAbandoned);
    stopListening();
  }
}
