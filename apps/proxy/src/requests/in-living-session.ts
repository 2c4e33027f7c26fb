import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import type { Sent } from "../upstream/upstream-leg";
import type { UpstreamResult } from "../upstream/upstream-result";
import { isSessionLost, reviveSession } from "./revive-session";

/**
 * What came of a message, sent once more in a new session if its upstream had lost the old one. `result` is what came of it
 * the first time; anything but a lost session is the answer at once.
 */
export async function inLivingSession(
  runtime: Runtime,
  rights: Rights,
  session: ClientSession,
  result: UpstreamResult,
  sendIn: (session: ClientSession) => Promise<UpstreamResult>,
): Promise<Sent> {
  if (result.kind !== "status" || !(await isSessionLost(runtime, result, rights, session))) {
    return { result, isLost: false };
  }
  const revived = await reviveSession(runtime, rights, session);
  if (revived === null) return { result, isLost: true };
  const again = await sendIn(revived);
  // Lost twice in a row is an upstream that keeps no session.
  return { result: again, isLost: again.kind === "status" && again.status === 404 };
}
