import { describe, expect, it } from "vitest";
import { filterToolList } from "./filter-tool-list";

const all = (): boolean => true;

describe("a page of tools", () => {
  it("keeps what the policy keeps, in order, and every other field", () => {
    const page = {
      tools: [{ name: "a", inputSchema: {} }, { name: "b" }, { name: "c" }],
      nextCursor: "n",
      _meta: { x: 1 },
      extra: [1],
    };
    expect(filterToolList(page, (name) => name !== "b")).toEqual({
      kind: "list",
      result: { tools: [{ name: "a", inputSchema: {} }, { name: "c" }], nextCursor: "n", _meta: { x: 1 }, extra: [1] },
      doubled: [],
    });
  });

  it("may end up empty", () => {
    expect(filterToolList({ tools: [{ name: "a" }] }, () => false)).toEqual({
      kind: "list",
      result: { tools: [] },
      doubled: [],
    });
  });

  it("leaves out every definition of a name that occurs twice", () => {
    const page = { tools: [{ name: "a", v: 1 }, { name: "b" }, { name: "a", v: 2 }, { name: "A" }] };
    expect(filterToolList(page, all)).toEqual({
      kind: "list",
      result: { tools: [{ name: "b" }, { name: "A" }] },
      doubled: ["a"],
    });
  });

  it("judges names by exact code points", () => {
    const page = { tools: [{ name: "\uff44elete" }, { name: "delete" }] };
    expect(filterToolList(page, (name) => name !== "delete")).toMatchObject({
      result: { tools: [{ name: "\uff44elete" }] },
    });
  });

  it("keeps a `__proto__` field as data", () => {
    const filtered = filterToolList(JSON.parse('{"tools":[],"__proto__":{"polluted":true}}'), all);
    expect(JSON.stringify(filtered)).toContain('"__proto__":{"polluted":true}');
    expect("polluted" in (filtered.kind === "list" ? filtered.result : {})).toBe(false);
  });

  const odd: readonly string[] = [
    "null",
    "[]",
    "{}",
    '{"tools":null}',
    '{"tools":{"0":{"name":"a"}}}',
    '{"tools":"a"}',
    '{"tools":["a"]}',
    '{"tools":[null]}',
    '{"tools":[{}]}',
    '{"tools":[{"name":1}]}',
    '{"tools":[{"name":"a"},{"name":["b"]}]}',
    '{"tools":[],"nextCursor":1}',
    '{"tools":[],"nextCursor":null}',
  ];
  for (const text of odd) {
    it(`is refused as a whole when odd: ${text}`, () => {
      expect(filterToolList(JSON.parse(text), all).kind).toBe("invalid");
    });
  }
});
