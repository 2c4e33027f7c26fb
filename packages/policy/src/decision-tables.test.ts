import { describe, expect, it } from "vitest";
import type { ArgumentSchema } from "./argument-schema";
import { judge, verdict } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";

/** Every choice of these, as the set of what was chosen. */
function subsetsOf<T>(items: readonly T[]): ReadonlySet<T>[] {
  return Array.from({ length: 2 ** items.length }, (_, bits) => new Set(items.filter((_, n) => (bits >> n) % 2 === 1)));
}

describe("which entry applies: the exact name, else the most specific glob, else the class, else the default", () => {
  const entries = ["/tools/run", "/tools/ru*", "/tools/r*", "/classes/write"] as const;
  type Entry = (typeof entries)[number];
  const rows = subsetsOf(entries).flatMap((present) =>
    ["allow", "deny"].map((fallback) => ({
      present: [...present],
      fallback,
      applies: entries.find((entry) => present.has(entry)) ?? "/default",
    })),
  );

  /** A document with these entries, of which some deny. */
  function document(present: readonly Entry[], denies: (entry: Entry) => boolean, fallback: string) {
    const rule = (entry: Entry) => (denies(entry) ? { action: "deny" } : {});
    const tools = present.filter((entry) => entry.startsWith("/tools/"));
    return {
      default: fallback,
      tools: Object.fromEntries(tools.map((entry) => [entry.slice("/tools/".length), rule(entry)])),
      ...(present.includes("/classes/write") ? { classes: { write: rule("/classes/write") } } : {}),
    };
  }

  it.each(rows)("of $present and default $fallback: $applies", ({ present, fallback, applies }) => {
    const call = toolCall({ toolClass: "write" });
    const isDefault = applies === "/default";
    const refused = isDefault ? "default_deny" : "rule_deny";
    const byDefault = fallback === "allow" ? "allowed" : refused;
    const alone = judge(
      document(present, (entry) => entry === applies, fallback),
      call,
    );
    expect([alone.code, alone.rule]).toEqual([isDefault ? byDefault : refused, applies]);
    const others = judge(
      document(present, (entry) => entry !== applies, fallback),
      call,
    );
    expect([others.code, others.rule]).toEqual([isDefault ? byDefault : "allowed", applies]);
    const hidden = judge({ ...document(present, () => false, fallback), hide: ["nothing", "run"] }, call);
    expect([hidden.code, hidden.rule]).toEqual(["hidden", "/hide/1"]);
  });
});

describe("the first refusal decides, whatever else would refuse", () => {
  const steps = [
    ["hide", "hidden"],
    ["unknown", "unknown_tool"],
    ["changed", "definition_changed"],
    ["default", "default_deny"],
    ["action", "rule_deny"],
    ["require", "require_failed"],
    ["deny_if", "deny_if_matched"],
    ["arguments", "schema_mismatch"],
    ["approval", "approval_required"],
    ["limits", "no_session"],
  ] as const;
  const names = steps.map(([name]) => name);
  const rows = subsetsOf(names).map((refusing) => ({
    refusing: [...refusing].join(", ") || "nothing",
    is: refusing,
    code: steps.find(([name]) => refusing.has(name))?.[1] ?? "allowed",
  }));
  const mismatch: ArgumentSchema = { kind: "usable", check: () => ({ code: "schema_mismatch", detail: "no" }) };
  const fits: ArgumentSchema = { kind: "usable", check: () => null };

  it.each(rows)("$refusing: $code", ({ is, code }) => {
    const equals = (path: string) => [{ path, op: "eq", value: true }];
    const rule = {
      ...(is.has("action")
        ? { action: "deny" }
        : { limits: [{ counter: "c", window: "day", max: 5, scope: "session" }] }),
      require: equals("args.required"),
      deny_if: [{ conditions: equals("args.denied") }],
      arguments: "schema",
      approve_if: [{ conditions: equals("args.asked") }],
    };
    const call = toolCall({
      isKnown: !is.has("unknown"),
      isQuarantined: is.has("changed"),
      args: { required: !is.has("require"), denied: is.has("deny_if"), asked: is.has("approval") },
      schema: is.has("arguments") ? mismatch : fits,
      facts: is.has("limits") ? { sessionId: null } : {},
    });
    const fields = { hide: is.has("hide") ? ["run"] : [], tools: is.has("default") ? {} : { run: rule } };
    expect(judge(fields, call).code).toBe(code);
  });
});

describe("a group of conditions", () => {
  const leaves = {
    true: { path: "tool.name", op: "exists" },
    false: { path: "tool.name", op: "exists", value: false },
    fault: { path: "args.x", op: "eq", value: "text" },
  };
  type Leaf = keyof typeof leaves;
  const all: readonly Leaf[] = ["true", "false", "fault"];

  /** What a condition comes to, read off the four places it can stand in. */
  function outcomeOf(condition: object): string {
    const call = callWithText('{"x": 5}');
    const [required] = verdict({ require: [condition] }, call);
    const [denied] = verdict({ deny_if: [{ conditions: [condition] }] }, call);
    const [negated] = verdict({ require: [{ not: condition }] }, call);
    const [asked] = verdict({ approve_if: [{ conditions: [condition] }] }, call);
    const codes = [required, denied, negated, asked].join(" ");
    if (codes === "allowed deny_if_matched require_failed approval_required") return "true";
    if (codes === "require_failed allowed allowed allowed") return "false";
    return codes === Array(4).fill("argument_type").join(" ") ? "fault" : codes;
  }

  /** By hand: a fault in any part is a fault of the whole, wherever it stands. */
  const combine = {
    any: (left: Leaf, right: Leaf) => (left === "true" || right === "true" ? "true" : "false"),
    all: (left: Leaf, right: Leaf) => (left === "true" && right === "true" ? "true" : "false"),
  };
  const opposite = { true: "false", false: "true", fault: "fault" } as const;
  const pairs = all.flatMap((left) => all.map((right) => ({ left, right })));
  const rows = pairs.flatMap(({ left, right }) =>
    (["any", "all"] as const).map((kind) => {
      const isFault = left === "fault" || right === "fault";
      return { kind, left, right, outcome: isFault ? ("fault" as const) : combine[kind](left, right) };
    }),
  );

  it.each(rows)("$kind of $left and $right is $outcome", ({ kind, left, right, outcome }) => {
    const group = { [kind]: [leaves[left], leaves[right]] };
    expect(outcomeOf(group)).toBe(outcome);
    expect(outcomeOf({ not: group })).toBe(opposite[outcome === "true" || outcome === "false" ? outcome : "fault"]);
    expect(outcomeOf({ any: [leaves.false, group] })).toBe(outcome);
    expect(outcomeOf({ all: [group, leaves.true] })).toBe(outcome);
    expect(outcomeOf({ all: [{ any: [group] }] })).toBe(outcome);
  });

  it.each(all)("not %s", (leaf) => {
    expect(outcomeOf({ not: leaves[leaf] })).toBe(opposite[leaf]);
    expect(outcomeOf({ not: { not: leaves[leaf] } })).toBe(leaf);
  });
});
