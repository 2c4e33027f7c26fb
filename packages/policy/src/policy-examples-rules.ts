import type { ExampleSource } from "./policy-examples";

/** Which rule applies, and what it does with a call as such. */
export const ruleExamples: readonly ExampleSource[] = [
  {
    id: "allow-some",
    title: "Allow what is named, deny the rest",
    description: "Nothing is allowed unless a rule says so. An exact name applies before a glob.",
    shows: ["Document.version", "Document.default", "Document.description", "Document.tools"],
    document: {
      default: "deny",
      description: "Read access for the support agents.",
      tools: { "get_*": {}, list_orders: {}, get_secrets: { action: "deny" } },
      tests: [
        { call: "get_order", expect: "allow", rule: "/tools/get_*" },
        { call: "get_secrets", expect: "deny", rule: "/tools/get_secrets" },
        { call: "drop_table", expect: "deny", rule: "/default" },
      ],
    },
  },
  {
    id: "hide",
    title: "Hide tools",
    description: "Hidden tools aren't listed, and a call is answered as if they didn't exist.",
    shows: ["Document.hide"],
    document: {
      default: "allow",
      hide: ["delete_*"],
      tests: [
        { call: "delete_user", expect: "hide", rule: "/hide/0" },
        { call: "get_user", expect: "allow" },
      ],
    },
  },
  {
    id: "deny-with-reason",
    title: "Deny a tool and say why",
    description: "The tool stays in the list, so that the agent learns the reason instead of looking for a way around.",
    shows: ["Rule.action", "Rule.reason"],
    document: {
      default: "allow",
      tools: { run_procedure: { action: "deny", reason: "Procedures run only after a change request." } },
      tests: [{ call: "run_procedure", expect: "deny", rule: "/tools/run_procedure" }],
    },
  },
  {
    id: "classes",
    title: "Rules by risk class",
    description: "Tools that no name or glob matches are judged by what they can do, also tools that come later.",
    shows: ["Document.classes", "fact tool.class", "Test: as.class"],
    document: {
      default: "deny",
      classes: {
        read: {},
        write: { rate_limit: { max: 30, window: "hour" } },
        financial: { action: "require_approval" },
      },
      tests: [
        { call: "list_orders", as: { class: "read" }, expect: "allow", rule: "/classes/read" },
        { call: "create_refund", as: { class: "financial" }, expect: "approval_required" },
        { call: "unknown", expect: "deny", rule: "/default" },
      ],
    },
  },
  {
    id: "all-tools",
    title: "Something that holds for every tool",
    description: "Added to each call after the rule that applies. It allows nothing by itself.",
    shows: ["Document.all_tools", "op type"],
    document: {
      default: "deny",
      tools: { "get_*": {} },
      all_tools: {
        deny_if: [
          {
            conditions: [
              { path: "args.tenant", op: "exists" },
              { not: { path: "args.tenant", op: "type", value: "string" } },
            ],
            on_deny: "`tenant` must be text.",
          },
        ],
      },
      tests: [
        { call: "get_order", args: { tenant: "acme" }, expect: "allow" },
        { call: "get_order", args: { tenant: 5 }, expect: "deny", rule: "/all_tools/deny_if/0" },
      ],
    },
  },
  {
    id: "approval",
    title: "Ask a person",
    description: "Small refunds go through; larger ones wait for two admins, held open for half a minute.",
    shows: [
      "Rule.approve_if",
      "Rule.approval",
      "Item of approve_if.conditions",
      "Item of approve_if.reason",
      "Approval.approvers",
      "Approval.count",
      "Approval.timeout_seconds",
      "Approval.wait_seconds",
      "op gt",
    ],
    document: {
      default: "deny",
      tools: {
        create_refund: {
          approve_if: [
            {
              conditions: [{ path: "args.amount", op: "gt", value: 100 }],
              reason: "Refunds above 100 need two admins.",
            },
          ],
          approval: { approvers: "admin", count: 2, timeout_seconds: 900, wait_seconds: 30 },
        },
      },
      tests: [
        { call: "create_refund", args: { amount: 100 }, expect: "allow" },
        {
          call: "create_refund",
          args: { amount: 101 },
          expect: "approval_required",
          rule: "/tools/create_refund/approve_if/0",
        },
      ],
    },
  },
  {
    id: "office-hours",
    title: "Only in office hours",
    description: "Deployments from nine to five, Monday to Friday, in Berlin, and not in the freeze at the year's end.",
    shows: [
      "Document.timezone",
      "fact time.hour",
      "fact time.weekday",
      "fact time.date",
      "op gte",
      "op lt",
      "op in",
      "Test: as.time",
      "Group of conditions.not",
      "Group of conditions.all",
    ],
    document: {
      default: "deny",
      timezone: "Europe/Berlin",
      tools: {
        deploy: {
          require: [
            { path: "time.weekday", op: "in", value: ["monday", "tuesday", "wednesday", "thursday", "friday"] },
            { path: "time.hour", op: "gte", value: 9 },
            { path: "time.hour", op: "lt", value: 17 },
            {
              not: {
                all: [
                  { path: "time.date", op: "gte", value: "2026-12-18" },
                  { path: "time.date", op: "lt", value: "2027-01-04" },
                ],
              },
              on_deny: "Nothing is deployed over the holidays.",
            },
          ],
        },
      },
      tests: [
        { call: "deploy", as: { time: "2026-03-02T10:00:00+01:00" }, expect: "allow" },
        { call: "deploy", as: { time: "2026-03-02T16:30:00Z" }, expect: "deny", rule: "/tools/deploy/require/2" },
        { call: "deploy", as: { time: "2026-03-01T10:00:00+01:00" }, expect: "deny", rule: "/tools/deploy/require/0" },
        { call: "deploy", as: { time: "2026-12-21T10:00:00+01:00" }, expect: "deny", rule: "/tools/deploy/require/3" },
      ],
    },
  },
  {
    id: "who-calls",
    title: "By who calls",
    description: "Production is for the deploy grant of the platform team; the client's own name is never enough.",
    shows: [
      "fact grant.label",
      "fact grant.id",
      "fact team.slug",
      "fact server.slug",
      "fact client.name",
      "fact tool.name",
      "fact tool.annotations.…",
      "Group of conditions.any",
      "op eq",
      "op exists",
      "Test: as.grant",
      "Test: as.team",
      "Test.as",
    ],
    document: {
      default: "deny",
      tools: {
        "deploy*": {
          require: [
            { path: "grant.label", op: "eq", value: "deploy" },
            {
              any: [
                { path: "team.slug", op: "eq", value: "platform" },
                { path: "grant.id", op: "eq", value: "grt_break_glass" },
              ],
            },
          ],
          deny_if: [
            { conditions: [{ path: "client.name", op: "eq", value: "inspector" }] },
            {
              conditions: [
                { path: "server.slug", op: "eq", value: "legacy" },
                { path: "tool.name", op: "eq", value: "deploy_all" },
              ],
            },
            {
              conditions: [
                { path: "tool.annotations.destructiveHint", op: "exists" },
                { path: "tool.annotations.destructiveHint", op: "eq", value: true },
              ],
            },
          ],
        },
      },
      tests: [
        { call: "deploy", as: { grant: "deploy", team: "platform" }, expect: "allow" },
        { call: "deploy", as: { grant: "ci", team: "platform" }, expect: "deny", rule: "/tools/deploy*/require/0" },
        { call: "deploy", as: { grant: "deploy", team: "sales" }, expect: "deny", rule: "/tools/deploy*/require/1" },
      ],
    },
  },
  {
    id: "shadow",
    title: "Try a policy without blocking",
    description: "Every call goes through, and the record says what would have been decided. Limits count apart.",
    shows: ["Document.mode"],
    document: {
      default: "deny",
      mode: "shadow",
      tools: { "get_*": {} },
      tests: [{ call: "drop_table", expect: "deny", rule: "/default" }],
    },
  },
  {
    id: "resources-and-prompts",
    title: "Resources and prompts",
    description: "Documents may be read, drafts may not; prompts are used as the default says.",
    shows: [
      "Document.resources",
      "Document.prompts",
      "Resources and prompts.default",
      "Resources and prompts.allow",
      "Resources and prompts.deny",
    ],
    document: {
      default: "deny",
      tools: { "get_*": {} },
      resources: { default: "deny", allow: ["docs://*"], deny: ["docs://drafts/*"] },
      prompts: { default: "allow" },
      tests: [{ call: "get_page", expect: "allow" }],
    },
  },
  {
    id: "server-requests",
    title: "What a server may ask of its client",
    description: "Forms for people pass. A server gets no answers of the client's model, whatever else is allowed.",
    shows: ["Document.server_requests", "Server requests.default", "Server requests.allow", "Server requests.deny"],
    document: {
      default: "allow",
      server_requests: { default: "deny", allow: ["elicitation/create", "roots/*"], deny: ["sampling/*"] },
      tests: [{ call: "get_page", expect: "allow" }],
    },
  },
  {
    id: "tests",
    title: "Tests inside a policy",
    description:
      "Run on each save; a policy with a failing test isn't saved, so that an edit can't undo what was meant.",
    shows: ["Document.tests", "Test.name", "Test.call", "Test.args", "Test.expect", "Test.rule"],
    document: {
      default: "deny",
      tools: { transfer: { deny_if: [{ conditions: [{ path: "args.amount", op: "gt", value: 1000 }] }] } },
      tests: [
        { name: "small transfers pass", call: "transfer", args: { amount: 1000 }, expect: "allow" },
        {
          name: "large ones don't",
          call: "transfer",
          args: { amount: 1001 },
          expect: "deny",
          rule: "/tools/transfer/deny_if/0",
        },
        { name: "text is no amount", call: "transfer", args: { amount: "10" }, expect: "deny" },
      ],
    },
  },
];
