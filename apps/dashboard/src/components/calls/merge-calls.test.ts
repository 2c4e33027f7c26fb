import type { CallView } from "@policylayer/services/calls";
import { expect, it } from "vitest";
import { arrivalsInWords, mergeCalls } from "./merge-calls";

function call(second: number, outcome: string | null = "ok", decision = "allow"): CallView {
  return {
    degraded: false,
    id: `call_${String(second).padStart(3, "0")}`,
    at: new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString(),
    method: "tools/call",
    tool: "create_refund",
    decision,
    code: "allowed",
    rule: "/default",
    message: null,
    approval: null,
    policy: null,
    grant: "grt_1",
    grant_label: "ci",
    server: "srv_1",
    server_slug: "stripe",
    team: "team_1",
    team_slug: "agents",
    outcome,
    argument_keys: [],
    limits: null,
    retry_after_ms: null,
    session: null,
    client: null,
    protocol_version: null,
    upstream_status: null,
    request_bytes: null,
    response_bytes: null,
    gateway_ms: null,
    upstream_ms: null,
    refunded: false,
    would: null,
  };
}

const ids = (calls: readonly CallView[]) => calls.map(({ id }) => id);

it("puts new calls above, once each", () => {
  const { rows, added } = mergeCalls([call(2), call(1)], [call(4), call(3), call(2)]);
  expect(ids(rows)).toEqual(["call_004", "call_003", "call_002", "call_001"]);
  expect(ids(added)).toEqual(["call_004", "call_003"]);
});

it("shows the outcome that has come since", () => {
  const { rows, added } = mergeCalls([call(1, "in_flight")], [call(1, "ok")]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(["ok"]);
  expect(added).toEqual([]);
});

it("puts a call where its time says, also when it comes late", () => {
  const { rows } = mergeCalls([call(3), call(1)], [call(3), call(2), call(1)]);
  expect(ids(rows)).toEqual(["call_003", "call_002", "call_001"]);
});

it("doesn't hide a gap: with a page of unknown calls only that page is shown", () => {
  const { rows } = mergeCalls([call(1)], [call(9), call(8)]);
  expect(ids(rows)).toEqual(["call_009", "call_008"]);
});

it("starts from nothing, and stays as it is when nothing is there", () => {
  expect(ids(mergeCalls([], [call(1)]).rows)).toEqual(["call_001"]);
  expect(ids(mergeCalls([call(1)], []).rows)).toEqual(["call_001"]);
});

it("says what arrived", () => {
  const words = (decision: string) => (decision === "allow" ? "Allowed" : "Denied");
  expect(arrivalsInWords([call(1), call(2), call(3, null, "deny")], words)).toBe("3 new calls: 2 allowed, 1 denied");
  expect(arrivalsInWords([call(1)], words)).toBe("1 new call: 1 allowed");
});
