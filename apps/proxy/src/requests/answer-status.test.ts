import { expect, test } from "vitest";
import type { UpstreamAnswer } from "../upstream/upstream-result";
import { answerStatus } from "./answer-status";

const answer = (value: UpstreamAnswer["value"]): UpstreamAnswer => ({
  kind: "answer",
  isToolError: false,
  isRpcError: "error" in value,
  value,
  text: JSON.stringify(value),
});
const error = (code: number) => answer({ jsonrpc: "2.0", id: 1, error: { code, message: "no" } });

test.each([
  ["a result", answer({ jsonrpc: "2.0", id: 1, result: {} }), 200, 200],
  ["a client that lacks a capability", error(-32021), 400, 200],
  ["a method that the server doesn't have", error(-32601), 404, 200],
  ["parameters that don't fit", error(-32602), 200, 200],
  ["an error of the server's own", error(17), 200, 200],
])("%s is answered to a client of 2026-07-28, and of the initialize era, with", (_, said, stateless, inSession) => {
  expect(answerStatus({ sessionId: null }, said)).toBe(stateless);
  expect(answerStatus({ sessionId: "s" }, said)).toBe(inSession);
});
