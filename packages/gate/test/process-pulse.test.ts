import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { buildGateClient, livingProcesses, ProcessPulse } from "../src/index";
import { processPulseKey } from "../src/keys";
import { openGateClient } from "./gate-fixture";

let redis: Redis;
beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});
afterAll(() => redis.disconnect());

it("a process lives from its start to its stop, and says it again when Redis forgot", async () => {
  const bootId = `boot_${randomUUID()}`;
  const other = `boot_${randomUUID()}`;
  const missed: Error[] = [];
  const pulse = new ProcessPulse(redis, bootId, (error) => missed.push(error));
  const living = () => livingProcesses(redis, [other, bootId]);
  pulse.start();
  expect(await living()).toEqual(new Set([bootId]));
  // Killed now, it would be dead by then.
  expect(await redis.pttl(processPulseKey(bootId))).toBeGreaterThan(0);
  expect(await redis.pttl(processPulseKey(bootId))).toBeLessThanOrEqual(15_000);
  await redis.del(processPulseKey(bootId));
  expect(await living()).toEqual(new Set());
  await vi.waitFor(async () => expect(await living()).toEqual(new Set([bootId])), { timeout: 30_000 });
  await pulse.stop();
  expect(await living()).toEqual(new Set());
  expect(missed).toEqual([]);
});

it("a process that starts before its Redis is there lives as soon as it is", async () => {
  const late = buildGateClient(inject("redisUrl"));
  const bootId = `boot_${randomUUID()}`;
  const missed: string[] = [];
  const pulse = new ProcessPulse(late, bootId, ({ message }) => missed.push(message));
  pulse.start();
  await once(late, "ready");
  expect(missed).toHaveLength(1);
  expect(await livingProcesses(late, [bootId])).toEqual(new Set([bootId]));
  await pulse.stop();
  late.disconnect();
});

it("with Redis away each missed beat is told, a stop goes through, and nobody is called dead", async () => {
  const away = await openGateClient(inject("redisUrl"));
  const missed: string[] = [];
  const pulse = new ProcessPulse(away, `boot_${randomUUID()}`, ({ message }) => missed.push(message));
  away.disconnect();
  pulse.start();
  await pulse.stop();
  expect(missed).toHaveLength(2);
  await expect(livingProcesses(away, ["boot_1"])).rejects.toThrow("the counter store gave no usable answer");
});
