import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { announceCancel, type CancelSignal, CancelSignals } from "../src/index";
import { openGateClient } from "./gate-fixture";

let redis: Redis;
let signals: CancelSignals | null = null;
beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});
afterEach(() => signals?.close());
afterAll(() => redis.disconnect());

/** What is heard, and a promise of the next one of this session, announced until somebody hears it. */
function open(sessionId: string) {
  const heard: CancelSignal[] = [];
  let told: () => void = () => undefined;
  signals = new CancelSignals(redis, (signal) => {
    if (signal.sessionId !== sessionId) return;
    heard.push(signal);
    told();
  });
  signals.open();
  const next = () => new Promise<void>((resolve) => (told = resolve));
  /** Until the subscription is there. */
  const untilHeard = async (requestId: string | number) => {
    const timer = setInterval(() => void announceCancel(redis, { sessionId, requestId }), 10);
    await next();
    clearInterval(timer);
  };
  return { heard, untilHeard };
}

it("a cancellation is heard with the id as it was, and after a lost connection too; other texts aren't", async () => {
  const { heard, untilHeard } = open("cancelled-session");
  await untilHeard(7);
  expect(heard[0]).toEqual({ sessionId: "cancelled-session", requestId: 7 });
  for (const text of ["", "{}", "[1,2]", '["cancelled-session"]', '["cancelled-session",null]']) {
    await redis.publish("cancel", text);
  }
  await untilHeard("7");
  expect(heard.every(({ requestId }) => requestId === 7 || requestId === "7")).toBe(true);
  const lines = String(await redis.call("CLIENT", "LIST", "TYPE", "pubsub")).split("\n");
  for (const line of lines) {
    const id = /^id=(\d+) /.exec(line)?.[1];
    if (id !== undefined) await redis.call("CLIENT", "KILL", "ID", id);
  }
  heard.length = 0;
  await untilHeard("again");
  expect(heard.at(-1)?.requestId).toBe("again");
});
