import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { ApprovalSignals, announceDecision } from "../src/index";
import { openGateClient } from "./gate-fixture";

let redis: Redis;
let signals: ApprovalSignals;
beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});
afterEach(() => signals.close());
afterAll(() => redis.disconnect());

/** A listener, and a promise of its next signal. */
async function listen(approvalId: string) {
  let count = 0;
  let told = (): void => undefined;
  const next = () => new Promise<void>((resolve) => (told = resolve));
  const stop = await signals.listen(approvalId, () => {
    count += 1;
    told();
  });
  return { next, stop, count: () => count };
}

it("every listener of an approval is told of its decision, and no other", async () => {
  signals = new ApprovalSignals(redis);
  const [one, other, foreign] = [await listen("apr_1"), await listen("apr_1"), await listen("apr_2")];
  const [before, foreignBefore] = [one.count(), foreign.count()];
  const told = Promise.all([one.next(), other.next()]);
  await announceDecision(redis, "apr_1");
  await told;
  expect(one.count()).toBe(before + 1);
  expect(foreign.count()).toBe(foreignBefore);
});

it("who stopped is told no more, and the others still are", async () => {
  signals = new ApprovalSignals(redis);
  const [one, other] = [await listen("apr_1"), await listen("apr_1")];
  one.stop();
  const before = one.count();
  const told = other.next();
  await announceDecision(redis, "apr_1");
  await told;
  expect(one.count()).toBe(before);
  other.stop();
  const again = await listen("apr_1");
  const toldAgain = again.next();
  await announceDecision(redis, "apr_1");
  await toldAgain;
});

it("after the connection was lost, everybody is told to look again", async () => {
  signals = new ApprovalSignals(redis);
  const one = await listen("apr_1");
  const told = one.next();
  const lines = String(await redis.call("CLIENT", "LIST", "TYPE", "pubsub")).split("\n");
  for (const line of lines) {
    const id = /^id=(\d+) /.exec(line)?.[1];
    if (id !== undefined) await redis.call("CLIENT", "KILL", "ID", id);
  }
  await told;
});
