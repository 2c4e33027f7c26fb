import type { ExampleSource } from "./policy-examples";

/** Rules about the arguments of a call. */
export const argumentExamples: readonly ExampleSource[] = [
  {
    id: "require",
    title: "Require something of the arguments",
    description: "A refund needs an order, a known currency, and at most 500. What is missing doesn't hold.",
    shows: ["Rule.require", "Condition.path", "Condition.op", "Condition.value", "op lte", "op regex"],
    document: {
      default: "deny",
      tools: {
        create_refund: {
          require: [
            {
              path: "args.order.id",
              op: "regex",
              value: "^ord_[a-z0-9]{12}$",
              on_deny: "Name the order, like ord_1a2b3c4d5e6f.",
            },
            { path: "args.currency", op: "in", value: ["eur", "usd"] },
            { path: "args.amount", op: "lte", value: 500 },
          ],
        },
      },
      tests: [
        {
          call: "create_refund",
          args: { order: { id: "ord_1a2b3c4d5e6f" }, currency: "eur", amount: 500 },
          expect: "allow",
        },
        {
          call: "create_refund",
          args: { currency: "eur", amount: 5 },
          expect: "deny",
          rule: "/tools/create_refund/require/0",
        },
        {
          call: "create_refund",
          args: { order: { id: "ord_1a2b3c4d5e6f" }, currency: "eur" },
          expect: "deny",
          rule: "/tools/create_refund/require/2",
        },
      ],
    },
  },
  {
    id: "deny-if",
    title: "Deny some calls",
    description: "A query may not change anything, and may not name the table of secrets.",
    shows: ["Rule.deny_if", "Item of deny_if.conditions", "Item of deny_if.on_deny", "op contains"],
    document: {
      default: "deny",
      tools: {
        query: {
          deny_if: [
            {
              conditions: [{ path: "args.sql", op: "regex", value: "(?i)\\b(insert|update|delete|drop|alter)\\b" }],
              on_deny: "This connection only reads.",
            },
            { conditions: [{ path: "args.sql", op: "contains", value: "secrets" }] },
          ],
        },
      },
      tests: [
        { call: "query", args: { sql: "select 1" }, expect: "allow" },
        { call: "query", args: { sql: "DROP TABLE users" }, expect: "deny", rule: "/tools/query/deny_if/0" },
        { call: "query", args: { sql: "select * from secrets" }, expect: "deny", rule: "/tools/query/deny_if/1" },
      ],
    },
  },
  {
    id: "lists",
    title: "Lists",
    description: "No mail goes to anybody on the list of the blocked, and to ten people at most; `[*]` is any of them.",
    shows: ["op length_lte", "op length_gte", "op ends_with"],
    document: {
      default: "deny",
      tools: {
        send_mail: {
          require: [
            { path: "args.to", op: "length_gte", value: 1 },
            { path: "args.to", op: "length_lte", value: 10 },
            { not: { path: "args.to[*].address", op: "ends_with", value: "@competitor.example" } },
          ],
        },
      },
      tests: [
        { call: "send_mail", args: { to: [{ address: "a@b.example" }] }, expect: "allow" },
        {
          call: "send_mail",
          args: { to: [{ address: "a@b.example" }, { address: "x@competitor.example" }] },
          expect: "deny",
          rule: "/tools/send_mail/require/2",
        },
        { call: "send_mail", args: { to: [] }, expect: "deny", rule: "/tools/send_mail/require/0" },
        { call: "send_mail", args: { to: "a@b.example" }, expect: "deny" },
      ],
    },
  },
  {
    id: "paths",
    title: "Files in one folder",
    description: "Files under /srv/reports may be read, without a way out of the folder.",
    shows: ["op starts_with", "op glob"],
    document: {
      default: "deny",
      tools: {
        read_file: {
          require: [{ path: "args.path", op: "starts_with", value: "/srv/reports/" }],
          deny_if: [
            { conditions: [{ path: "args.path", op: "contains", value: ".." }] },
            { conditions: [{ path: "args.path", op: "glob", value: "*.key" }] },
          ],
        },
      },
      tests: [
        { call: "read_file", args: { path: "/srv/reports/may.csv" }, expect: "allow" },
        {
          call: "read_file",
          args: { path: "/srv/reports/../../etc/passwd" },
          expect: "deny",
          rule: "/tools/read_file/deny_if/0",
        },
        {
          call: "read_file",
          args: { path: "/srv/reports/tls.key" },
          expect: "deny",
          rule: "/tools/read_file/deny_if/1",
        },
        { call: "read_file", args: { path: "/etc/passwd" }, expect: "deny", rule: "/tools/read_file/require/0" },
      ],
    },
  },
  {
    id: "negative",
    title: "Anything but",
    description: "`neq` and `not_in` hold for a missing value too; add `exists` where it must be there.",
    shows: ["op neq", "op not_in"],
    document: {
      default: "deny",
      tools: {
        set_role: {
          require: [
            { path: "args.role", op: "exists" },
            { path: "args.role", op: "not_in", value: ["owner", "admin"] },
            { path: "args.scope", op: "neq", value: "global" },
          ],
        },
      },
      tests: [
        { call: "set_role", args: { role: "viewer" }, expect: "allow" },
        { call: "set_role", args: { role: "admin" }, expect: "deny", rule: "/tools/set_role/require/1" },
        { call: "set_role", args: {}, expect: "deny", rule: "/tools/set_role/require/0" },
        {
          call: "set_role",
          args: { role: "viewer", scope: "global" },
          expect: "deny",
          rule: "/tools/set_role/require/2",
        },
      ],
    },
  },
  {
    id: "schema",
    title: "Only the arguments the tool knows",
    description: "The arguments must fit the tool's pinned input schema, and what it doesn't name is refused.",
    shows: ["Rule.arguments"],
    document: {
      default: "deny",
      tools: { update_user: { arguments: "schema" } },
      tests: [{ call: "update_user", args: { name: "Ada" }, expect: "allow" }],
    },
  },
];
