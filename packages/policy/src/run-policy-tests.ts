import type { ArgumentSchema } from "./argument-schema";
import { compilePolicy, type ReadablePolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import type { EnforcedDecision } from "./decision";
import { planCall } from "./plan-call";
import type { PolicyDocument, PolicyTest } from "./policy-document";
import type { ToolCall } from "./tool-call";

/** What the server says of a tool that a test calls. */
export type TestedTool = Pick<ToolCall, "toolClass" | "annotations" | "schema">;

export interface PolicyTestResult {
  /** Position in `tests`. */
  readonly index: number;
  readonly name: string | null;
  readonly isPassed: boolean;
  /** What was decided; in shadow mode, what would have been. */
  readonly decision: EnforcedDecision;
}

/**
 * Runs a document's own tests, by the code that judges calls. Every tool exists, limits have room, and the time is that of
 * the test or a fixed moment. Without `toolOf` a tool's class is the one the test names, and its arguments fit its schema: a
 * document is tested without its server.
 */
export function runPolicyTests(
  document: PolicyDocument,
  toolOf: (name: string) => TestedTool | null = () => null,
): readonly PolicyTestResult[] {
  const policy = compilePolicy(document);
  return (document.tests ?? []).map((test, index) => {
    const decision = decideTest(policy, test, toolOf(test.call));
    const isPassed = decision.decision === test.expect && (test.rule === undefined || test.rule === decision.rule);
    return { index, name: test.name ?? null, isPassed, decision };
  });
}

const ROOMY = { kind: "reserved", remaining: [] } as const;
const UNCHECKED: ArgumentSchema = { kind: "usable", check: () => null };
/** A Monday noon, UTC. */
const TEST_TIME_MS = Date.UTC(2026, 0, 5, 12);

function decideTest(policy: ReadablePolicy, test: PolicyTest, tool: TestedTool | null): EnforcedDecision {
  const decision = decideCall(planCall(policy, callOf(test, tool)), ROOMY);
  return decision.code === "shadow" ? decision.would : decision;
}

function callOf({ call, args = {}, as = {} }: PolicyTest, tool: TestedTool | null): ToolCall {
  return {
    tool: call,
    isKnown: true,
    isQuarantined: false,
    toolClass: as.class ?? tool?.toolClass ?? null,
    args,
    argumentsText: null,
    annotations: tool?.annotations ?? null,
    schema: tool === null ? UNCHECKED : tool.schema,
    facts: {
      grant: { id: as.grant ?? "test", label: as.grant ?? "test" },
      team: { id: as.team ?? "test", slug: as.team ?? "test" },
      server: { id: "test", slug: null },
      client: { name: null },
      sessionId: "test",
      organizationId: "test",
      nowMs: as.time === undefined ? TEST_TIME_MS : Date.parse(as.time),
    },
  };
}
