import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import { toolCall } from "./fixtures/tool-call";
import { parsePolicy, parsePolicyValue } from "./parse-policy";
import { isListed, planCall } from "./plan-call";
import type { PolicyDocument } from "./policy-document";

const name = fc.oneof(
  fc.constantFrom("run", "get_*", "g?t*", "*", "__proto__", "constructor", "a/b", "a~1b", "", "10"),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const window = fc.oneof(
  fc.constantFrom("second", "minute", "hour", "day", "week", "month"),
  fc.constantFrom(1, 60, 90, 3600, 86_400, 604_800, 2_678_400),
);
const max = fc.oneof(fc.nat(), fc.constant(-0));
const limit = fc.record(
  {
    counter: fc.constantFrom("a", "b", "run_rate", "c:d"),
    window,
    max,
    scope: fc.constant("grant"),
    cost: fc.constant(1),
    algorithm: fc.constantFrom("sliding", "fixed"),
  },
  { requiredKeys: ["counter", "window", "max"] },
);
const rule = fc.oneof(
  fc.constant({}),
  fc.record({ action: fc.constantFrom("deny", "require_approval"), reason: fc.string({ minLength: 1 }) }),
  fc.record({ action: fc.constantFrom("allow", "hide", "deny", "require_approval") }),
  fc.record({ action: fc.constantFrom("allow", "rate_limit"), rate_limit: fc.record({ max, window }) }),
  fc.record({ limits: fc.array(limit, { maxLength: 2 }) }),
);
/** Documents as people write them: often valid, sometimes contradictory. */
const written = fc
  .record({
    default: fc.constantFrom("allow", "deny"),
    hide: fc.option(fc.array(name, { maxLength: 3 })),
    tools: fc.array(fc.tuple(name, rule), { maxLength: 4 }),
  })
  .map(({ default: fallback, hide, tools }) => ({
    ...(hide === null ? {} : { hide }),
    version: "1",
    tools: Object.fromEntries(tools),
    default: fallback,
  }));

/** Every valid document of `written`, and fails when too few are for the property to mean anything. */
function forEachValid(check: (document: PolicyDocument, text: string) => void): void {
  let validCount = 0;
  fc.assert(
    fc.property(written, (value) => {
      const parsed = parsePolicyValue(value);
      if (!parsed.ok) return;
      validCount += 1;
      check(parsed.document, parsed.text);
    }),
    { numRuns: 2000 },
  );
  expect(validCount).toBeGreaterThan(500);
}

function resolve(document: unknown, pointer: string): unknown {
  let value = document;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

describe("for any document", () => {
  it("writing it canonically twice changes nothing", () => {
    forEachValid((document, text) => {
      expect(parsePolicy(text)).toEqual({ ok: true, document, text });
      expect(JSON.parse(text)).toEqual(document);
    });
  });

  it("a plan is never thrown at, and every pointer in it stands in the canonical document", () => {
    const tools = fc.sample(name, 50);
    forEachValid((document, text) => {
      const policy = compilePolicy(document);
      for (const tool of tools) {
        for (const isKnown of [true, false]) {
          const plan = planCall(policy, toolCall({ tool, isKnown }));
          if (plan.kind === "shadow") throw new Error("no document here is in shadow mode");
          const rules =
            plan.kind === "refuse" ? [plan.refusal.rule] : [plan.rule, ...plan.limits.map((check) => check.pointer)];
          for (const pointer of rules) if (pointer !== null) expect(resolve(JSON.parse(text), pointer)).toBeDefined();
          expect(isListed(policy, toolCall({ tool, isKnown })) && !isKnown).toBe(false);
        }
      }
    });
  });

  it("a plan is never thrown at for any name at all", () => {
    fc.assert(
      fc.property(written, fc.string({ unit: "binary" }), fc.boolean(), (value, tool, isKnown) => {
        const parsed = parsePolicyValue(value);
        const plan = planCall(parsed.ok ? compilePolicy(parsed.document) : null, toolCall({ tool, isKnown }));
        expect(decideCall(plan, null).decision).not.toBe("allow");
      }),
    );
  });

  it("the shorthand and the limit it stands for decide alike", () => {
    fc.assert(
      fc.property(fc.constantFrom("run", "ge-t.it"), fc.nat(), window, (tool, most, length) => {
        const head = { version: "1", default: "deny" };
        const short = parsePolicyValue({
          ...head,
          tools: { [tool]: { action: "rate_limit", rate_limit: { max: most, window: length } } },
        });
        const long = parsePolicyValue({
          ...head,
          tools: { [tool]: { limits: [{ counter: `${tool}_rate`, window: length, max: most, scope: "grant" }] } },
        });
        const planOf = (parsed: typeof short) =>
          planCall(parsed.ok ? compilePolicy(parsed.document) : null, toolCall({ tool }));
        expect(planOf(short)).toEqual(planOf(long));
        expect(planOf(short).kind).toBe("reserve");
      }),
    );
  });

  it("a known name is matched by at most one of the most specific globs", () => {
    const globName = fc
      .array(fc.constantFrom("a", "b", "*", "?"), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(globName, { maxLength: 5 }), fc.stringMatching(/^[ab]{0,5}$/), (globs, tool) => {
        const planWith = (order: readonly string[]) => {
          const parsed = parsePolicyValue({
            version: "1",
            default: "deny",
            tools: Object.fromEntries(order.map((glob) => [glob, {}])),
          });
          if (!parsed.ok) return null;
          return planCall(compilePolicy(parsed.document), toolCall({ tool }));
        };
        expect(planWith(globs)).toEqual(planWith(globs.toReversed()));
      }),
      { numRuns: 1000 },
    );
  });
});
