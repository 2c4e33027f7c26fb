import { expect, test } from "vitest";
import { isSessionRefusal } from "./session-refusal";

const error = (message: unknown) => JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message }, id: null });

test.each([
  [error("Bad Request: No valid session ID provided"), true],
  [error("Bad Request: Server not initialized"), true],
  [error("Bad Request: Mcp-Session-Id header is required"), true],
  [error("the amount is out of range"), false],
  [error("all sessions of the user were deleted"), false],
  [error(5), false],
  ['{"jsonrpc":"2.0","result":{"message":"session"},"id":1}', false],
  ["No valid session ID provided", false],
  ["", false],
])("%s says that the session is not known: %s", (body, expected) => {
  expect(isSessionRefusal(body)).toBe(expected);
});
