import { expect, test } from "vitest";
import type { JsonObject } from "../json-value";
import { namespaceAnswer, namespaceMessage } from "./namespace-answer";
import { namespaceListed } from "./namespace-listed";

const answer = (result: JsonObject) => {
  const value = { jsonrpc: "2.0", id: 1, result };
  return JSON.parse(namespaceAnswer("s", value, JSON.stringify(value))).result;
};

test("every resource that a result names is named as it is at the team endpoint", () => {
  expect(
    answer({
      content: [
        { type: "resource_link", uri: "file:///a", name: "a" },
        { type: "resource", resource: { uri: "ui://x/y", text: "file:///a", _meta: { "ui/resourceUri": "ui://z" } } },
        { type: "text", text: "file:///a", uri: "file:///a" },
      ],
      structuredContent: { uri: "file:///a" },
      _meta: { ui: { resourceUri: "ui://x/y", other: 1 }, "ui/resourceUri": "ui://x/y" },
    }),
  ).toEqual({
    content: [
      { type: "resource_link", uri: "policylayer+s:file:///a", name: "a" },
      {
        type: "resource",
        resource: {
          uri: "ui://policylayer+s/x/y",
          text: "file:///a",
          _meta: { "ui/resourceUri": "ui://policylayer+s/z" },
        },
      },
      { type: "text", text: "file:///a", uri: "file:///a" },
    ],
    structuredContent: { uri: "file:///a" },
    _meta: { ui: { resourceUri: "ui://policylayer+s/x/y", other: 1 }, "ui/resourceUri": "ui://policylayer+s/x/y" },
  });
  expect(answer({ contents: [{ uri: "a", text: "t" }] })).toEqual({
    contents: [{ uri: "policylayer+s:a", text: "t" }],
  });
  expect(
    answer({
      messages: [
        { role: "user", content: { type: "resource_link", uri: "a" } },
        { content: [{ type: "resource", resource: { uri: "b" } }] },
      ],
    }),
  ).toEqual({
    messages: [
      { role: "user", content: { type: "resource_link", uri: "policylayer+s:a" } },
      { content: [{ type: "resource", resource: { uri: "policylayer+s:b" } }] },
    ],
  });
});

test.each([
  { content: "x", contents: { uri: "a" }, messages: [1, { content: null }], _meta: [] },
  { content: [null, [], { type: "resource_link", uri: 7 }, { type: "resource", resource: "file:///a" }] },
  { _meta: { ui: "x", "ui/resourceUri": 7 }, contents: [{ uri: null }] },
])("a result of an odd shape is left as it is: %j", (result) => expect(answer(result)).toEqual(result));

test("the URI of an updated resource is the one at the team endpoint, also when the method is written with escapes", () => {
  const said = namespaceMessage(
    "s",
    '{"jsonrpc":"2.0","method":"notifications\\/resources\\/updated","params":{"uri":"a","n":1.0}}',
  );
  expect(said).toContain('"uri":"policylayer+s:a","n":1.0');
  const other = '{"jsonrpc":"2.0","method":"notifications/message","params":{"data":"resources/updated","uri":"a"}}';
  expect(namespaceMessage("s", other)).toBe(other);
});

test("a listed tool keeps what it is under its new name, and its app's URI follows", () => {
  const tool = {
    name: "t",
    inputSchema: {},
    _meta: { ui: { resourceUri: "ui://a" }, "ui/resourceUri": "ui://a", k: 1 },
  };
  expect(namespaceListed("tools/list", "s", tool)).toEqual({
    kind: "item",
    key: "s__t",
    item: {
      name: "s__t",
      inputSchema: {},
      _meta: { ui: { resourceUri: "ui://policylayer+s/a" }, "ui/resourceUri": "ui://policylayer+s/a", k: 1 },
    },
  });
  expect(namespaceListed("tools/list", "s", { name: "t\u200b" })).toEqual({ kind: "unfit", name: "t\u200b" });
  expect(namespaceListed("tools/list", "s", { name: "" })).toEqual({ kind: "unfit", name: "" });
  expect(namespaceListed("resources/templates/list", "s", { uriTemplate: "file:///{p}" })).toMatchObject({
    key: "policylayer+s:file:///{p}",
  });
});
