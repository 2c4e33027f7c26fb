import type { LimitCheck } from "@policylayer/policy";
import { expect, test } from "vitest";
import { intent, limit } from "../test/requests";
import type { ReserveRequest } from "./gate";
import { bulk, ReserveTexts } from "./reserve-text";

const bounds = { backlogMax: 250_000, sessionTtlMs: 86_400_000, now: undefined };
const verdict = { decision: "allow", code: "allowed", rule: "/tools/run", message: null, would: null };

function request(changes: Partial<ReserveRequest> = {}): ReserveRequest {
  return {
    partition: 7,
    epoch: "b.e1",
    sessionId: "s".repeat(32),
    limits: [limit()],
    intent: intent(),
    verdict,
    ...changes,
  };
}

const limitChanges: readonly Partial<LimitCheck>[] = [
  { pointer: "/tools/läuft/limits/0" },
  { counter: "other" },
  { scope: "team" },
  { scopeId: "grt_2" },
  { per: '"c_1"' },
  { window: "hour" },
  { algorithm: "fixed" },
  { max: 11 },
  { cost: 2 },
  { isShadow: true },
];
const requestChanges: readonly Partial<ReserveRequest>[] = [
  { partition: 8 },
  { epoch: "b.e2" },
  { sessionId: null },
  { sessionId: "t".repeat(32) },
  { intent: intent({ organizationId: "org_2" }) },
  { intent: intent({ grantId: "grt_2" }) },
  { intent: intent({ serverId: "srv_2" }) },
  { limits: [] },
  { limits: [limit(), limit({ counter: "second" })] },
  ...limitChanges.map((changes) => ({ limits: [limit(changes)] })),
];

test.each(requestChanges)("a call that differs by %j from the last is not given its text", (changes) => {
  const texts = new ReserveTexts(bounds);
  const before = texts.of(request());
  const changed = texts.of(request(changes));
  expect(changed).toEqual(new ReserveTexts(bounds).of(request(changes)));
  expect(changed).not.toEqual(before);
  expect(texts.of(request())).toEqual(before);
});

test("a call like the last one is given the very text of it, whatever its record says", () => {
  const texts = new ReserveTexts(bounds);
  expect(texts.of(request({ intent: intent({ tool: "other" }) }))).toBe(texts.of(request()));
});

test("a clock in place of that of Redis is read for every call", () => {
  let nowMs = 1;
  const texts = new ReserveTexts({ ...bounds, now: () => nowMs++ });
  expect(texts.of(request()).before).toContain("\r\n$1\r\n1\r\n");
  expect(texts.of(request()).before).toContain("\r\n$1\r\n2\r\n");
});

test("an argument is announced with its bytes", () => {
  expect(bulk("läuft")).toBe("$6\r\nläuft\r\n");
  expect(bulk("")).toBe("$0\r\n\r\n");
  expect(bulk(250_000)).toBe("$6\r\n250000\r\n");
});
