import { expect, test } from "vitest";
import { intent } from "../test/requests";
import type { CallIntent } from "./audit-record";
import type { ReserveRequest } from "./gate";
import { IntentTexts } from "./intent-texts";
import type { RecordedLimit } from "./recorded-limit";

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

type Verdict = ReserveRequest["verdict"];
const verdictChanges: { readonly [K in keyof Verdict]: Verdict[K] } = {
  decision: "deny",
  code: "denied_by_rule",
  rule: null,
  message: 'not "now"',
  would: { decision: "deny", code: "denied_by_rule" },
};

test.each(Object.entries(verdictChanges))("a verdict of which this changed since the last: %s", (key, value) => {
  const texts = new IntentTexts();
  const call = intent();
  texts.encode(call, verdict);
  const changed = { ...verdict, [key]: value };
  expect(JSON.parse(texts.encode(call, changed))).toEqual({ intent: call, verdict: changed });
});

test("what a policy in shadow mode would have done, when it changed since the last call", () => {
  const texts = new IntentTexts();
  const call = intent();
  const first = { ...verdict, would: { decision: "deny", code: "denied_by_rule" } };
  texts.encode(call, first);
  for (const would of [{ decision: "hide", code: "denied_by_rule" }, { decision: "deny", code: "hidden" }, null]) {
    expect(JSON.parse(texts.encode(call, { ...verdict, would }))).toEqual({
      intent: call,
      verdict: { ...verdict, would },
    });
  }
});

const limit: RecordedLimit = { pointer: "/p", counter: "c", max: 1, window: "minute" };
/** One change of every member of a recorded limit. */
const limitChanges: { readonly [K in keyof Required<RecordedLimit>]: Required<RecordedLimit>[K] } = {
  pointer: "/q",
  counter: "d",
  max: 2,
  window: 60,
  algorithm: "sliding",
  scope: "team",
  cost: 2,
  per: "0f",
  isShadow: true,
  bucket: 7,
};

test.each(Object.entries(limitChanges))("a limit of which this changed since the last call: %s", (key, value) => {
  const texts = new IntentTexts();
  texts.encode(intent({ limits: [limit] }), verdict);
  const changed = intent({ limits: [{ ...limit, [key]: value }] });
  expect(JSON.parse(texts.encode(changed, verdict))).toEqual({ intent: changed, verdict });
});

test.each([[["name", "other"]], [[]], [["eman"]]])("other arguments than the last call had: %j", (argumentKeys) => {
  const texts = new IntentTexts();
  texts.encode(intent(), verdict);
  const changed = intent({ argumentKeys });
  expect(JSON.parse(texts.encode(changed, verdict))).toEqual({ intent: changed, verdict });
});
