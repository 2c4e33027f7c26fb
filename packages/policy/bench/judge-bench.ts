import { compileArgumentSchema, compilePolicy, explainCall, parsePolicy, planCall, type ToolCall } from "../src/index";

/*
 * How fast policies are compiled and calls are judged, on one core: `npx tsx packages/policy/bench/judge-bench.ts`.
 * Prints one line for each: what, operations a second, microseconds each.
 */

/** Long enough for the code to be compiled by the time it is measured. */
const WARM_UP_MS = 500;
const MEASURE_MS = 1000;

declare const performance: { now(): number };
declare const console: { log(line: string): void };

function measure(what: string, operation: () => unknown): void {
  let count = 0;
  let kept: unknown = null;
  for (const start = performance.now(); performance.now() - start < WARM_UP_MS; ) operation();
  const start = performance.now();
  let elapsedMs = 0;
  while (elapsedMs < MEASURE_MS) {
    kept = operation();
    count += 1;
    elapsedMs = performance.now() - start;
  }
  if (kept === undefined) throw new Error("an operation must return what it did");
  const perSecond = Math.round((count * 1000) / elapsedMs);
  const each = ((elapsedMs * 1000) / count).toFixed(2);
  console.log(`${what.padEnd(64)} ${perSecond.toLocaleString("en").padStart(12)} ops/s ${each.padStart(12)} µs`);
}

function document(fields: object): string {
  return JSON.stringify({ version: "1", default: "deny", ...fields });
}

function compiled(text: string) {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems[0]));
  return compilePolicy(parsed.document);
}

function callOf(tool: string, args: object | null): ToolCall {
  return {
    tool,
    isKnown: true,
    isQuarantined: false,
    toolClass: "financial",
    args: args === null ? null : JSON.parse(JSON.stringify(args)),
    argumentsText: args === null ? null : JSON.stringify(args),
    annotations: null,
    schema,
    facts: {
      grant: { id: "g", label: "ci" },
      team: { id: "t", slug: "payments" },
      server: { id: "s", slug: "stripe" },
      client: { name: "bench" },
      sessionId: "session",
      organizationId: "o",
      nowMs: 1_767_614_400_000,
    },
  };
}

const refund = {
  require: [{ path: "args.currency", op: "in", value: ["eur", "usd"] }],
  deny_if: [
    { conditions: [{ path: "args.amount", op: "gt", value: 5000 }] },
    { conditions: [{ path: "args.note", op: "regex", value: "(?i)gift ?card" }] },
  ],
  approve_if: [{ conditions: [{ path: "time.hour", op: "gte", value: 20 }] }],
  limits: [{ counter: "refunds", window: "day", max: 3, per: "args.customer" }],
};
const schema = compileArgumentSchema({
  type: "object",
  properties: {
    amount: { type: "integer", minimum: 1 },
    currency: { type: "string" },
    note: { type: "string", pattern: "^[a-z ]*$" },
    customer: { type: "string" },
  },
});
const args = { amount: 500, currency: "eur", note: "wrong size", customer: "c_1" };

const limitOnly = document({ tools: { run: { rate_limit: { max: 10, window: 60 } } } });
const conditional = document({ tools: { create_refund: refund } });
const checked = document({ tools: { create_refund: { ...refund, arguments: "schema" } } });
const rule = (i: number) => ({
  deny_if: [{ conditions: [{ path: `args.field_${i % 50}`, op: "gt", value: i }] }],
  limits: [{ counter: `c${i}`, window: "minute", max: 10 }],
});
const thousand = document({
  tools: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [i < 900 ? `tool_${i}` : `group_${i}_*`, rule(i)])),
});
const condition = (i: number) => ({ path: `args.items[*].field_${i}`, op: "neq", value: "x" });
const hundred = document({
  tools: { run: { deny_if: [{ conditions: Array.from({ length: 100 }, (_, i) => condition(i)) }] } },
});
/** About 1 MB: texts to pass over, and rows to look through. */
const megabyte = {
  ...args,
  body: "lorem ipsum ".repeat(60_000),
  items: Array.from({ length: 300 }, (_, i) => ({ id: i, field_1: "y", text: "z".repeat(900) })),
};
const numbers = { ...args, series: Array.from({ length: 120_000 }, (_, i) => i / 8) };

measure("parse and compile, 1 rule with a limit", () => compiled(limitOnly));
measure("parse and compile, 1 rule with conditions", () => compiled(conditional));
measure("parse and compile, 1,000 rules", () => compiled(thousand));
const parsedThousand = parsePolicy(thousand);
if (parsedThousand.ok) measure("compile, 1,000 rules", () => compilePolicy(parsedThousand.document));

function judge(what: string, text: string, call: ToolCall): void {
  const policy = compiled(text);
  measure(what, () => planCall(policy, call));
}

judge("judge, a limit", limitOnly, callOf("run", null));
judge("judge, conditions, pattern, time and per", conditional, callOf("create_refund", args));
judge("judge, the same and the input schema", checked, callOf("create_refund", args));
judge("judge, 1,000 rules, exact name", thousand, callOf("tool_500", { field_0: 1 }));
judge("judge, 1,000 rules, last glob", thousand, callOf("group_999_x", { field_49: 1 }));
judge("judge, 1,000 rules, nothing matches", thousand, callOf("unheard_of", { field_49: 1 }));
judge("judge, conditions, 1 MB of arguments", conditional, callOf("create_refund", megabyte));
judge("judge, conditions, 1 MB of numbers", conditional, callOf("create_refund", numbers));
judge("judge, 100 conditions on 300 rows, 1 MB of arguments", hundred, callOf("run", megabyte));
const explained = compiled(conditional);
measure("explain, conditions", () => explainCall(explained, callOf("create_refund", args)));
