import { describe, expect, it } from "vitest";
import { readSubscription } from "./read-subscription";

const note = (method: string, params: string) =>
  `{"jsonrpc":"2.0","method":"notifications/${method}","params":${params}}`;
const META = '"_meta":{"io.modelcontextprotocol/subscriptionId":"s1"}';

describe("a message of a subscription", () => {
  const rows: readonly (readonly [string, string, unknown])[] = [
    ["the first", note("subscriptions/acknowledged", `{${META},"notifications":{}}`), { kind: "acknowledged" }],
    [
      "a changed list",
      note("tools/list_changed", `{${META}}`),
      { kind: "list_changed", method: "notifications/tools/list_changed" },
    ],
    ["an updated resource", note("resources/updated", `{${META},"uri":"a:b"}`), { kind: "updated", uri: "a:b" }],
    ["an update of nothing", note("resources/updated", `{${META}}`), { kind: "invalid" }],
    [
      "of another subscription",
      note("tools/list_changed", '{"_meta":{"io.modelcontextprotocol/subscriptionId":"s2"}}'),
      { kind: "foreign" },
    ],
    ["of no subscription", '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}', { kind: "foreign" }],
    ["a log message", note("message", `{${META},"level":"info","data":1}`), { kind: "foreign" }],
    [
      "a request",
      `{"jsonrpc":"2.0","id":1,"method":"notifications/tools/list_changed","params":{${META}}}`,
      { kind: "foreign" },
    ],
    ["the end", `{"jsonrpc":"2.0","id":"s1","result":{"resultType":"complete",${META}}}`, { kind: "ended" }],
    ["the end of another", '{"jsonrpc":"2.0","id":"s2","result":{}}', { kind: "foreign" }],
    ["a refusal", '{"jsonrpc":"2.0","id":"s1","error":{"code":-32603,"message":"m"}}', { kind: "refused" }],
    ["a refusal of whatever came", '{"jsonrpc":"2.0","id":null,"error":{}}', { kind: "refused" }],
    ["neither", '{"jsonrpc":"2.0","id":"s1"}', { kind: "invalid" }],
    ["no message", "[]", { kind: "invalid" }],
    ["no JSON", "{", { kind: "invalid" }],
    ["two readings", `{"jsonrpc":"2.0","id":"s1","id":"s2","result":{}}`, { kind: "invalid" }],
  ];
  for (const [name, text, expected] of rows) {
    it(name, () => {
      expect(readSubscription(text, "s1")).toEqual(expected);
    });
  }
});
