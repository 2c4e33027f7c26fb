import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileArgumentSchema } from "./argument-schema";
import { compilePolicy } from "./compile-policy";
import { compileStoredPolicy } from "./compile-stored-policy";
import { decideCall } from "./decide-call";
import { explainCall } from "./explain-call";
import { anyArgs, anyPolicy, argumentsText, clause } from "./fixtures/any-policy";
import { callWithText, toolCall } from "./fixtures/tool-call";
import { parsePolicy, parsePolicyValue } from "./parse-policy";
import { isListed, planCall } from "./plan-call";
import type { PolicyDocument } from "./policy-document";
import { reasonCodes } from "./reason-codes";
import type { ToolCall } from "./tool-call";

const roomy = { kind: "reserved", remaining: [] } as const;
const schema = compileArgumentSchema({ properties: { a: { type: ["integer", "string"] }, b: {} } });

const call = fc
  .record({
    text: argumentsText,
    tool: fc.constantFrom("run", "get_x", "__proto__", "walk", "other"),
    toolClass: fc.constantFrom("read" as const, "write" as const, null),
    sessionId: fc.constantFrom("s", null),
  })
  .map(({ text, tool, toolClass, sessionId }): ToolCall => {
    return callWithText(text, { tool, toolClass, schema, facts: { sessionId } });
  });

/** Every valid document of `anyPolicy` with calls to it; fails when too few are for the property to mean anything. */
function forEachValid(check: (document: PolicyDocument, text: string, calls: readonly ToolCall[]) => void): void {
  let validCount = 0;
  fc.assert(
    fc.property(anyPolicy, fc.array(call, { minLength: 1, maxLength: 10 }), (value, calls) => {
      const parsed = parsePolicyValue(value);
      if (!parsed.ok) return;
      validCount += 1;
      check(parsed.document, parsed.text, calls);
    }),
    { numRuns: 1500 },
  );
  expect(validCount).toBeGreaterThan(150);
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

describe("for any policy and any call", () => {
  it("writing the document canonically twice changes nothing", () => {
    forEachValid((document, text) => {
      expect(parsePolicy(text)).toEqual({ ok: true, document, text });
      expect(JSON.parse(text)).toEqual(document);
    });
  });

  it("the explanation's decision is the plan's, and ends at the rule that made it", () => {
    forEachValid((document, text, calls) => {
      const policy = compilePolicy(document);
      for (const one of calls) {
        const decision = decideCall(planCall(policy, one), roomy);
        const explained = explainCall(policy, one);
        expect(explained.decision).toEqual(decision);
        const made = decision.code === "shadow" ? decision.would : decision;
        if (made.decision !== "allow") {
          expect(
            explained.rules.filter(({ outcome }) => outcome === "decides").map(({ pointer }) => pointer),
          ).toContain(made.rule);
        }
        for (const pointer of [made.rule ?? "", ...explained.rules.map((rule) => rule.pointer)]) {
          expect(resolve(JSON.parse(text), pointer)).toBeDefined();
        }
        expect(Object.keys(reasonCodes)).toContain(made.code);
      }
    });
  });

  it("judging the stored text is judging the document", () => {
    forEachValid((document, text, calls) => {
      for (const one of calls) {
        expect(planCall(compileStoredPolicy(text), one)).toEqual(planCall(compilePolicy(document), one));
        expect(isListed(compileStoredPolicy(text), one)).toBe(isListed(compilePolicy(document), one));
      }
    });
  });

  it("one more item of deny_if never lets through what was refused", () => {
    fc.assert(
      fc.property(anyPolicy, clause, fc.array(call, { minLength: 5, maxLength: 5 }), (value, item, calls) => {
        const all = value.all_tools ?? {};
        const stricter = { ...value, all_tools: { ...all, deny_if: [...(all.deny_if ?? []), item] } };
        const [before, after] = [parsePolicyValue(value), parsePolicyValue(stricter)];
        if (!before.ok || !after.ok) return;
        for (const one of calls) {
          const decided = decideCall(planCall(compilePolicy(before.document), one), roomy);
          const decidedAfter = decideCall(planCall(compilePolicy(after.document), one), roomy);
          if (decided.decision !== "allow") expect(decidedAfter.decision).not.toBe("allow");
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("nothing is thrown at, whatever the arguments are", () => {
    const documents = fc.sample(anyPolicy, { numRuns: 300, seed: 1 }).map(parsePolicyValue);
    const policies = documents.flatMap((parsed) => (parsed.ok ? [compilePolicy(parsed.document)] : []));
    expect(policies.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(anyArgs, fc.boolean(), fc.double(), (args, hasText, nowMs) => {
        for (const policy of policies) {
          const argumentsText = hasText ? JSON.stringify(args) : null;
          const one = toolCall({ args, argumentsText, schema, facts: { nowMs } });
          expect(decideCall(planCall(policy, one), null)).toHaveProperty("decision");
        }
      }),
    );
  });

  it("any text is a policy to judge by, or refuses everything", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          anyPolicy.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const policy = compileStoredPolicy(text);
          const decision = decideCall(planCall(policy, toolCall()), null);
          if (policy.kind === "unreadable")
            expect(decision).toMatchObject({ decision: "deny", code: "policy_invalid" });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
