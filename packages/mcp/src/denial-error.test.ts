import { expect, it } from "vitest";
import { denialError } from "./denial-error";

it("a refused resource is an error that says who refused it, why, and in which row it stands", () => {
  const refusal = { decision: "deny", code: "rule_deny", rule: "/resources/deny/0", message: "No." } as const;
  expect(JSON.parse(denialError(7, { kind: "resource", name: "a:b" }, refusal, "call_1"))).toEqual({
    jsonrpc: "2.0",
    id: 7,
    error: {
      code: -31403,
      message: "[POLICY DENIED] No.",
      data: { decision: "deny", code: "rule_deny", rule: "/resources/deny/0", call_id: "call_1", retryable: false },
    },
  });
});

it("what is hidden is answered like what isn't there", () => {
  const refusal = { decision: "hide", code: "hidden", rule: "/hide/0", message: "secret" } as const;
  const text = denialError("a", { kind: "prompt", name: "p" }, refusal, "call_1");
  expect(JSON.parse(text).error).toEqual({ code: -32602, message: 'Unknown prompt: "p"' });
});
