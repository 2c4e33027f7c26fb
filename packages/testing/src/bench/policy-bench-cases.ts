import { compileArgumentSchema, type ToolCall } from "@policylayer/policy";

/** A policy as text, and a call to it. */
export interface JudgeCase {
  readonly what: string;
  readonly policy: string;
  readonly call: ToolCall;
}

function document(fields: object): string {
  return JSON.stringify({ version: "1", default: "deny", ...fields });
}

const schema = compileArgumentSchema({
  type: "object",
  properties: {
    amount: { type: "integer", minimum: 1 },
    currency: { type: "string" },
    note: { type: "string", pattern: "^[a-z ]*$" },
    customer: { type: "string" },
  },
});

export function callOf(tool: string, args: object): ToolCall {
  const argumentsText = JSON.stringify(args);
  return {
    tool,
    isKnown: true,
    isQuarantined: false,
    toolClass: "financial",
    args: JSON.parse(argumentsText),
    argumentsText,
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
const megabyteOfField = { field_0: 1, body: "lorem ipsum ".repeat(87_000) };

/** Documents that are parsed and compiled, by what they are. */
export const documents: readonly (readonly [what: string, text: string])[] = [
  ["1 rule with a limit", limitOnly],
  ["1 rule with conditions", conditional],
  ["1,000 rules", thousand],
];

export const judgeCases: readonly JudgeCase[] = [
  { what: "a limit, small arguments", policy: limitOnly, call: callOf("run", args) },
  { what: "conditions, pattern, time, per", policy: conditional, call: callOf("create_refund", args) },
  { what: "the same and the input schema", policy: checked, call: callOf("create_refund", args) },
  { what: "1,000 rules, exact name", policy: thousand, call: callOf("tool_500", { field_0: 1 }) },
  { what: "1,000 rules, last glob", policy: thousand, call: callOf("group_999_x", { field_49: 1 }) },
  { what: "1,000 rules, nothing matches", policy: thousand, call: callOf("unheard_of", { field_49: 1 }) },
  { what: "1,000 rules, 1 MB of arguments", policy: thousand, call: callOf("tool_500", megabyteOfField) },
  { what: "conditions, 1 MB of arguments", policy: conditional, call: callOf("create_refund", megabyte) },
  { what: "conditions, 1 MB of numbers", policy: conditional, call: callOf("create_refund", numbers) },
  { what: "100 conditions on 300 rows, 1 MB", policy: hundred, call: callOf("run", megabyte) },
];

/** Patterns that take backtracking engines longer than anybody waits, or more memory than there is. */
export const bombs: readonly string[] = [
  ...["^(a+)+$", "(a|a)*$", "(a*)*b", "(x+x+)+y", "^(.*a){20}$", "(a?){100}a{100}$"],
  ...["(a{1000}){1000}", "(x{1,1000}){1,1000}", "(?:a{30}){30}{2}", "(a+)+\\1", "(?=(a+)+$)a", "(?<!a)b"],
];

/** A policy whose one rule has this pattern. */
export function patternPolicy(pattern: string): string {
  return document({ tools: { run: { require: [{ path: "args.text", op: "regex", value: pattern }] } } });
}
