import { expect, inject, it } from "vitest";
import { buildGateFixture, openGateClient } from "./gate-fixture";

/** Keeps this process from reading its sockets. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it("an answer that came while the process was busy counts, however long it was busy", async () => {
  const redis = await openGateClient(inject("redisUrl"), 250);
  try {
    const { gate, request } = await buildGateFixture(redis);
    await gate.reserve(request());
    const answer = gate.reserve(request());
    await new Promise((resolve) => setImmediate(resolve));
    block(600);
    expect(await answer).toMatchObject({ kind: "reserved" });
  } finally {
    redis.disconnect();
  }
});
