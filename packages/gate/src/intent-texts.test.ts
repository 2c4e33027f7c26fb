import { expect, test } from "vitest";
import { intent } from "../test/requests";
import type { CallIntent } from "./audit-record";
import { IntentTexts } from "./intent-texts";

const verdict = { decision: "allow", code: "allowed", rule: '/tools/"run"', message: null, would: null };

/** One change of every member of an intent. */
const changes: { readonly [K in keyof Required<CallIntent>]: CallIntent[K] } = {
  callId: "call_2",
  organizationId: "org_2",
  teamId: "team_2",
  teamSlug: "others",
  grantId: "grt_2",
  grantLabel: 'says "hi"\n',
  serverId: "srv_2",
  serverSlug: "other",
  method: "prompts/get",
  tool: null,
  policyId: null,
  policyVersion: 4,
  argumentKeys: ["ä", '"'],
  sessionId: "session",
  clientName: "\u2028 client",
  protocolVersion: null,
  requestBytes: 7,
  bootId: "boot_2",
  deadlineMs: 5,
  approvalId: "apr_1",
  limits: [{ pointer: "/p", counter: "c", max: 1, window: "minute" }],
};

test.each(Object.entries(changes))("what a call has of its own, and what changed since the last: %s", (key, value) => {
  const texts = new IntentTexts();
  const first = intent({ callId: "call_1" });
  expect(JSON.parse(texts.encode(first, verdict))).toEqual({ intent: first, verdict });
  const changed = { ...first, [key]: value };
  expect(JSON.parse(texts.encode(changed, verdict))).toEqual({ intent: changed, verdict });
  expect(JSON.parse(texts.encode(first, { ...verdict, code: "shadow" }))).toEqual({
    intent: first,
    verdict: { ...verdict, code: "shadow" },
  });
});
