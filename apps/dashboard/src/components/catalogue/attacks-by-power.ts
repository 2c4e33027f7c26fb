import { type AttackPattern, cve, cwe, owaspLlm, owaspMcp } from "./attack-pattern";

/** Patterns that need nothing but what the tool is there for. */
export const attacksByPower: readonly AttackPattern[] = [
  {
    slug: "runaway-agent",
    name: "Runaway agent",
    summary: "An agent in a loop, or on a wrong track, calls the same tool again and again.",
    abuses: [
      "A failed call is tried anew, a plan is started over, two agents answer one another. What a person would do twice an agent does five hundred times, and each call costs, notifies somebody, or starts something.",
      "An attacker can wish for it as well: to exhaust a budget, a quota or the people who are told.",
    ],
    classes: ["write", "execute"],
    effects: ["runs_code", "sends_outside"],
    answers: [
      {
        says: "A tool stays usable, with so many calls a minute and so many a day; the refusal tells the agent when to come back.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            run_procedure: {
              limits: [
                { counter: "run_procedure_rate", window: "minute", max: 10, scope: "grant" },
                { counter: "run_procedure_daily", window: "day", max: 200, scope: "team" },
              ],
            },
          },
          tests: [{ call: "run_procedure", expect: "allow" }],
        },
      },
    ],
    beyond: "A limit counts calls, or an amount in their arguments. What one call sets going is the server’s to bound.",
    sources: [
      owaspLlm("LLM06 Excessive Agency", "llm062025-excessive-agency"),
      owaspLlm("LLM10 Unbounded Consumption", "llm102025-unbounded-consumption"),
    ],
  },
  {
    slug: "command-injection",
    name: "Command and code injection",
    summary: "An argument becomes part of a command, a script or a query, and runs.",
    abuses: [
      "A tool that runs something is given what to run, or builds it from its arguments. With `;`, a quote or a second statement it is something else that runs, with the server’s rights.",
      "It isn’t only tools that are meant to run things: mcp-remote ran commands from an address it was given (CVE-2025-6514), and the MCP Inspector from any web page (CVE-2025-49596).",
    ],
    classes: ["execute"],
    effects: ["runs_code"],
    answers: [
      {
        says: "What may run is listed; everything else waits for a person.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            run_procedure: {
              approve_if: [
                { conditions: [{ path: "args.procedure", op: "not_in", value: ["nightly-backup", "clear-cache"] }] },
              ],
            },
          },
          tests: [{ call: "run_procedure", args: { procedure: "clear-cache" }, expect: "allow" }],
        },
      },
      {
        says: "A query is one statement that only reads.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            query: {
              require: [{ path: "args.sql", op: "regex", value: "(?i)^\\s*select\\b[^;]*$" }],
              deny_if: [{ conditions: [{ path: "args.sql", op: "regex", value: "(?i)\\binto\\b" }] }],
            },
          },
          tests: [
            { call: "query", args: { sql: "select name from customers" }, expect: "allow" },
            { call: "query", args: { sql: "select 1; drop table customers" }, expect: "deny" },
          ],
        },
      },
    ],
    beyond:
      "A pattern isn’t a parser. Give the server a role that may not write, and a machine on which a command can’t do harm.",
    sources: [
      owaspMcp("command injection and execution"),
      cwe(78, "Improper Neutralization of Special Elements used in an OS Command (‘OS Command Injection’)"),
      cve("CVE-2025-6514", "CVE-2025-6514 in mcp-remote", "JFrog, 2025"),
      cve("CVE-2025-49596", "CVE-2025-49596 in MCP Inspector", "Oligo Security, 2025"),
    ],
  },
  {
    slug: "destructive-mistake",
    name: "Destruction by mistake",
    summary: "An agent that has misunderstood removes what can’t be brought back.",
    abuses: [
      "Nobody attacks. The agent takes production for a copy, an empty answer for an empty table, a wish to clean up for leave to delete — and it is quick.",
      "In July 2025 a coding agent at Replit deleted a production database during a code freeze, after having been told to change nothing.",
    ],
    classes: ["destructive"],
    effects: [],
    answers: [
      {
        says: "Tools that destroy are hidden: an agent doesn’t use what it doesn’t see.",
        document: {
          version: "1",
          default: "deny",
          hide: ["drop_*", "purge_*"],
          tools: { list_tables: {} },
          tests: [
            { call: "drop_database", expect: "hide" },
            { call: "list_tables", expect: "allow" },
          ],
        },
      },
      {
        says: "Or each call waits for two people, and production is out of the question.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            delete_volume: {
              action: "require_approval",
              approval: { approvers: "admin", count: 2 },
              deny_if: [{ conditions: [{ path: "args.environment", op: "eq", value: "production" }] }],
            },
          },
          tests: [{ call: "delete_volume", args: { environment: "production" }, expect: "deny" }],
        },
      },
    ],
    beyond: "Have backups that no tool of an agent reaches.",
    sources: [
      owaspLlm("LLM06 Excessive Agency", "llm062025-excessive-agency"),
      {
        title: "The production database deleted by Replit’s agent",
        publisher: "reported by SaaStr’s founder, 2025",
        url: "https://incidentdatabase.ai/cite/1152/",
      },
    ],
  },
  {
    slug: "unauthorised-payment",
    name: "Unauthorised payment",
    summary: "An agent is brought to pay the wrong one, too much, or twice.",
    abuses: [
      "To an agent an amount is one more argument, and a receiver a line of text in an invoice. A changed account number, a refund asked for twice, or plain persuasion is enough.",
      "Freysa, an agent whose one rule was never to release its funds, was talked into it in November 2024.",
    ],
    classes: ["financial"],
    effects: ["moves_money"],
    answers: [
      {
        says: "Small refunds pass within a daily budget, large ones wait for a person, and no customer gets three on a day.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            create_refund: {
              require: [{ path: "args.amount", op: "lte", value: 500 }],
              approve_if: [{ conditions: [{ path: "args.amount", op: "gt", value: 50 }] }],
              limits: [
                { counter: "refunds", window: "day", max: 2, scope: "grant", per: "args.customer" },
                {
                  counter: "refunded",
                  window: "day",
                  max: 1000,
                  scope: "organization",
                  cost: { path: "args.amount", max: 500 },
                },
              ],
            },
          },
          tests: [
            { call: "create_refund", args: { amount: 20, customer: "c1" }, expect: "allow" },
            { call: "create_refund", args: { amount: 5000, customer: "c1" }, expect: "deny" },
          ],
        },
      },
    ],
    beyond: "Approve by what the payment provider says of the receiver, not by what the agent says.",
    sources: [
      owaspLlm("LLM06 Excessive Agency", "llm062025-excessive-agency"),
      {
        title: "Freysa, the agent that gave its prize pool away",
        publisher: "published game, November 2024",
        url: "https://www.freysa.ai/act-i",
      },
    ],
  },
];
