import { classifyRequest, parseJsonRpc, rebuildRequest, type ToolsCall } from "@policylayer/mcp";
import { compileArgumentSchema, compileStoredPolicy, decideCall, planCall } from "@policylayer/policy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FuzzCase, fuzzCases, fuzzTools } from "./fuzz-cases";
import { fuzzRun } from "./fuzz-run";
import { hostileBody } from "./hostile-body";
import { facts, findBreach } from "./judge-again";

const schema = compileArgumentSchema(fuzzTools[0]?.inputSchema);
const policies = new Map(fuzzCases.map((one) => [one, compileStoredPolicy(JSON.stringify(one.document))]));

/** What the gateway would send of these bytes, without a gateway; null: nothing. */
function forwarded(fuzzCase: FuzzCase, bytes: Buffer): Buffer | null {
  const message = parseJsonRpc(bytes);
  if (message.kind === "failure") return null;
  const asked = classifyRequest(message);
  switch (asked.kind) {
    case "tools/call":
      return isAllowed(fuzzCase, asked) ? Buffer.from(rebuildRequest(asked)) : null;
    case "tools/list":
    case "notifications/initialized":
    case "notifications/cancelled":
    case "notifications/progress":
      return Buffer.from(rebuildRequest(asked));
    default:
      return null;
  }
}

function isAllowed(fuzzCase: FuzzCase, { name: tool, args, argumentsText }: ToolsCall): boolean {
  const isKnown = fuzzTools.some(({ name }) => name === tool);
  const call = { tool, isKnown, isQuarantined: false, toolClass: null, args, argumentsText, annotations: null };
  const plan = planCall(policies.get(fuzzCase) ?? null, { ...call, schema, facts });
  return decideCall(plan, { kind: "reserved", remaining: [] }).decision === "allow";
}

test("guarantee 1: nothing passes unjudged: whatever would be sent is allowed when a second reader judges it again", () => {
  const passed = new Map<string, number>();
  const run = fuzzRun("rebuilt calls", 30_000);
  fc.assert(
    fc.property(fc.constantFrom(...fuzzCases), hostileBody, (fuzzCase, bytes) => {
      const sent = forwarded(fuzzCase, bytes);
      if (sent === null) return;
      passed.set(fuzzCase.name, (passed.get(fuzzCase.name) ?? 0) + 1);
      expect(findBreach(fuzzCase, sent), `${fuzzCase.name}: ${bytes.toString()}`).toBeNull();
    }),
    run,
  );
  // Otherwise nothing was shown.
  for (const { name } of fuzzCases) expect(passed.get(name) ?? 0, name).toBeGreaterThan(run.numRuns / 1_000);
});
