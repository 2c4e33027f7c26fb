import { expect, test, vi } from "vitest";
import { InFlightCalls } from "./in-flight-calls";

test("an id is in use once a session, and again after its end", () => {
  const calls = new InFlightCalls();
  expect(calls.begin("session-a", 7)).not.toBeNull();
  expect(calls.begin("session-a", 7)).toBeNull();
  expect(calls.begin("session-a", "7")).not.toBeNull();
  expect(calls.begin("session-b", 7)).not.toBeNull();
  calls.end("session-a", 7);
  expect(calls.begin("session-a", 7)).not.toBeNull();
});

test("a cancellation finds its call, once, and no other", () => {
  const calls = new InFlightCalls();
  const all = Array.from({ length: 5000 }, (_, id) => {
    const call = calls.begin("session-a", id - 2500);
    if (call === null) throw new Error("in use");
    call.onCancelled = vi.fn();
    return call;
  });
  calls.cancel("session-a", -2);
  calls.cancel("session-a", -2);
  calls.cancel("session-b", 3);
  calls.cancel("session-a", 9999);
  expect(all.filter((call) => call.isCancelled)).toEqual([all[2498]]);
  expect(all[2498]?.onCancelled).toHaveBeenCalledTimes(1);
});
