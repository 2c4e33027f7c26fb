import { expect, test } from "vitest";
import { Breaker } from "./breaker";
import type { UpstreamResult } from "./upstream-result";

const refused: UpstreamResult = { kind: "not_sent", reason: "ECONNREFUSED", mayRetry: true };
const timeout: UpstreamResult = { kind: "timeout", reason: "total deadline", status: null, bytes: 0 };
const answered: UpstreamResult = { kind: "status", status: 500, bytes: 0 };
const cancelled: UpstreamResult = { kind: "not_sent", reason: "cancelled", mayRetry: false };

function opened(): Breaker {
  const breaker = new Breaker();
  for (const result of [refused, timeout, refused, refused, refused]) {
    expect(breaker.admit(0)).toBe(0);
    breaker.report(result, 0);
  }
  return breaker;
}

test("opens after five failures in a row, and says when to come again", () => {
  const breaker = opened();
  expect([breaker.state(0), breaker.admit(0), breaker.admit(400)]).toEqual(["open", 500, 100]);
});

test("an answer in between, whatever it says, begins the count anew; what this side ended counts for nothing", () => {
  const breaker = new Breaker();
  for (const result of [refused, refused, refused, refused, cancelled, answered, refused, refused, refused, refused]) {
    breaker.report(result, 0);
  }
  expect(breaker.state(0)).toBe("closed");
});

test("lets one try when its time is over; a failed try doubles the time, up to half a minute", () => {
  const breaker = opened();
  let now = 500;
  for (const openMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    expect([breaker.state(now), breaker.admit(now), breaker.admit(now)]).toEqual(["half_open", 0, 500]);
    breaker.report(refused, now);
    expect(breaker.admit(now)).toBe(openMs);
    now += openMs;
  }
  expect(breaker.admit(now)).toBe(0);
  breaker.report(answered, now);
  expect([breaker.state(now), breaker.admit(now), breaker.admit(now)]).toEqual(["closed", 0, 0]);
});

test("a try that this side ended leaves it for the next one", () => {
  const breaker = opened();
  expect(breaker.admit(500)).toBe(0);
  breaker.report(cancelled, 500);
  expect(breaker.admit(500)).toBe(0);
});
