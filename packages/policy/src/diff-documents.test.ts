import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "./canonical-json";
import { diffDocuments } from "./diff-documents";

const LIMIT = { counter: "runs", window: "minute", max: 10 };
const BEFORE = {
  version: "1",
  default: "deny",
  hide: ["drop_*", "wipe"],
  tools: {
    run_procedure: { limits: [LIMIT] },
    "a/b": { deny_if: [{ conditions: [{ path: "args.n", op: "gt", value: 5 }], on_deny: "Too many." }] },
  },
};
const sentences = (after: Json, before: Json = BEFORE) => diffDocuments(before, after).map(({ sentence }) => sentence);

describe("what a change of a document changed", () => {
  it.each<[string, Json, string[]]>([
    ["nothing", BEFORE, []],
    ["the order of fields", { ...BEFORE, default: "deny", version: "1" }, []],
    [
      "a limit's number",
      { ...BEFORE, tools: { ...BEFORE.tools, run_procedure: { limits: [{ ...LIMIT, max: 20 }] } } },
      ["`/tools/run_procedure/limits/0/max` 10 → 20"],
    ],
    [
      "a limit before another, which is still itself",
      { ...BEFORE, tools: { ...BEFORE.tools, run_procedure: { limits: [{ ...LIMIT, counter: "all" }, LIMIT] } } },
      ['`/tools/run_procedure/limits/0` added: {"counter":"all","window":"minute","max":10}'],
    ],
    [
      "a limit's window: the same counter counts anew, and is named once",
      { ...BEFORE, tools: { ...BEFORE.tools, run_procedure: { limits: [{ ...LIMIT, window: "hour" }] } } },
      ['`/tools/run_procedure/limits/0/window` "minute" → "hour"'],
    ],
    ["the default", { ...BEFORE, default: "allow" }, ['`/default` "deny" → "allow"']],
    [
      "a hidden tool, and one no longer",
      { ...BEFORE, hide: ["nuke", "drop_*"] },
      ['`/hide/0` added: "nuke"', '`/hide/1` removed: "wipe"'],
    ],
    ["only the order of a list", { ...BEFORE, hide: ["wipe", "drop_*"] }, ["`/hide` is in another order"]],
    [
      "a condition inside a clause",
      {
        ...BEFORE,
        tools: {
          ...BEFORE.tools,
          "a/b": { deny_if: [{ conditions: [{ path: "args.n", op: "gt", value: 9 }], on_deny: "Too many." }] },
        },
      },
      ["`/tools/a~1b/deny_if/0/conditions/0/value` 5 → 9"],
    ],
    [
      "a tool away and a field of another kind",
      { ...BEFORE, tools: { run_procedure: { limits: [LIMIT] } }, hide: [], mode: "shadow" },
      [
        '`/hide/0` removed: "drop_*"',
        '`/hide/1` removed: "wipe"',
        expect.stringMatching(/^`\/tools\/a~1b` removed: \{"deny_if"/),
        '`/mode` added: "shadow"',
      ],
    ],
    [
      "what is said though it was so by default",
      {
        ...BEFORE,
        mode: "enforce",
        tools: { ...BEFORE.tools, run_procedure: { limits: [{ ...LIMIT, scope: "grant" }] } },
      },
      [
        '`/tools/run_procedure/limits/0/scope` added: "grant", which it was by default',
        '`/mode` added: "enforce", which it was by default',
      ],
    ],
  ])("names %s", (_name, after, expected) => {
    expect(sentences(after)).toEqual(expected);
  });

  it("points into the newer document, and for what is gone into the older", () => {
    const [added, removed] = diffDocuments(["a", "b"], ["x", "a"]);
    expect(added).toEqual({
      kind: "added",
      pointer: "/0",
      before: null,
      after: '"x"',
      sentence: '`/0` added: "x"',
    });
    expect(removed).toMatchObject({ kind: "removed", pointer: "/1", before: '"b"', after: null });
  });

  it("points into the older document at what an item lost that has moved since", () => {
    const before = [null, { conditions: null, x: [1] }];
    expect(diffDocuments(before, [{ conditions: null }])).toMatchObject([
      { kind: "removed", pointer: "/1/x", before: "[1]" },
      { kind: "removed", pointer: "/0", before: "null" },
    ]);
  });

  it("knows a tool with the name of a part of every object", () => {
    const after = JSON.parse('{"tools":{"__proto__":{"action":"deny"},"toString":{}}}');
    expect(sentences(after, { tools: {} })).toEqual([
      '`/tools/__proto__` added: {"action":"deny"}',
      "`/tools/toString` added: {}",
    ]);
    expect(sentences({ tools: {} }, after)).toHaveLength(2);
  });

  it("shortens a value that nobody reads in a sentence", () => {
    const [only] = diffDocuments({}, { description: "x".repeat(5_000) });
    expect(only?.sentence.length).toBeLessThan(220);
    expect(only?.after).toHaveLength(5_002);
  });
});

const anyJson = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1, "a", "b"),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("counter", "path", "op", "conditions", "x", "__proto__"), tie("json"), {
      maxKeys: 4,
    }),
  ),
})).json;

describe("of any two documents", () => {
  it("has changes exactly when they mean something else", () => {
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        expect(diffDocuments(before, after).length > 0).toBe(canonicalJson(before) !== canonicalJson(after));
        expect(diffDocuments(before, before)).toEqual([]);
      }),
    );
  });

  it("says of everything it names what really stands there", () => {
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        for (const change of diffDocuments(before, after)) {
          const [document, said] = change.kind === "removed" ? [before, change.before] : [after, change.after];
          expect(JSON.stringify(at(document, change.pointer))).toBe(said);
        }
      }),
    );
  });
});

function at(document: Json, pointer: string): unknown {
  const segments = pointer.split("/").slice(1);
  let value: unknown = document;
  for (const segment of segments) {
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}
