import type { ExampleSource } from "./policy-examples";

/** Rules about how much. */
export const limitExamples: readonly ExampleSource[] = [
  {
    id: "rate-limit",
    title: "A number of calls",
    description: "Ten calls a minute for each grant, in shorthand. It is saved as a limit named `run_procedure_rate`.",
    shows: ["Rule.rate_limit", "rate_limit.max", "rate_limit.window"],
    document: {
      default: "deny",
      tools: { run_procedure: { rate_limit: { max: 10, window: 60 } } },
      tests: [{ call: "run_procedure", expect: "allow", rule: "/tools/run_procedure" }],
    },
  },
  {
    id: "shared-budget",
    title: "A budget that tools share",
    description:
      "A hundred messages a day for the whole team, by mail or chat; and no burst of more than five a minute.",
    shows: [
      "Rule.limits",
      "Limit.counter",
      "Limit.window",
      "Limit.max",
      "Limit.scope",
      "Limit.algorithm",
      "Limit.on_store_error",
    ],
    document: {
      default: "deny",
      tools: {
        send_mail: {
          limits: [
            { counter: "messages", window: "day", max: 100, scope: "team", algorithm: "fixed", on_store_error: "deny" },
            { counter: "burst", window: "minute", max: 5 },
          ],
        },
        send_chat: { limits: [{ counter: "messages", window: "day", max: 100, scope: "team" }] },
      },
      tests: [
        { call: "send_mail", expect: "allow" },
        { call: "send_chat", expect: "allow" },
      ],
    },
  },
  {
    id: "per-value",
    title: "A counter for each customer",
    description: "Three refunds a day for one customer, whoever asks.",
    shows: ["Limit.per"],
    document: {
      default: "deny",
      tools: {
        create_refund: {
          limits: [{ counter: "refunds", window: "day", max: 3, scope: "organization", per: "args.customer_id" }],
        },
      },
      tests: [
        { call: "create_refund", args: { customer_id: "c_1" }, expect: "allow" },
        { call: "create_refund", args: {}, expect: "deny", rule: "/tools/create_refund/limits/0" },
      ],
    },
  },
  {
    id: "amounts",
    title: "A sum of amounts",
    description: "Refunds of 100,000 cents a day together, 50,000 at most in one; a report counts as ten calls.",
    shows: ["Limit.cost", "Cost.path", "Cost.max"],
    document: {
      default: "deny",
      tools: {
        create_refund: {
          limits: [
            {
              counter: "refunded_cents",
              window: "day",
              max: 100_000,
              cost: { path: "args.amount_cents", max: 50_000 },
            },
          ],
        },
        build_report: { limits: [{ counter: "work", window: "hour", max: 100, cost: 10 }] },
      },
      tests: [
        { call: "create_refund", args: { amount_cents: 50_000 }, expect: "allow" },
        {
          call: "create_refund",
          args: { amount_cents: 50_001 },
          expect: "deny",
          rule: "/tools/create_refund/limits/0",
        },
        { call: "create_refund", args: { amount_cents: 0.5 }, expect: "deny" },
        { call: "build_report", expect: "allow" },
      ],
    },
  },
];
