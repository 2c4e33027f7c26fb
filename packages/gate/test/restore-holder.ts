import { once } from "node:events";
import { buildGateClient, createGate, type GrantRef } from "../src/index";

/** A process that begins to restore, says so, and never ends. */
process.once("message", ({ url, grant, restoreLockMs }: { url: string; grant: GrantRef; restoreLockMs: number }) => {
  const redis = buildGateClient(url, { answerWithinMs: 10_000 });
  const gate = createGate({ redis, lossGraceMs: 0, restoreLockMs });
  const hold = async () => {
    await once(redis, "ready");
    await gate.openEpoch(grant, () => {
      process.send?.("holds");
      return new Promise(() => undefined);
    });
  };
  hold().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
