import {
  type AttackPattern,
  BEST_PRACTICES,
  GITHUB_EXPLOITED,
  owaspLlm,
  owaspMcp,
  TOOL_POISONING,
} from "./attack-pattern";

/** Patterns that tell the agent what to do, or show it something other than what is there. */
export const attacksByInstruction: readonly AttackPattern[] = [
  {
    slug: "prompt-injection",
    name: "Indirect prompt injection",
    summary: "A text that the agent reads holds instructions, and the agent follows them with the tools it has.",
    abuses: [
      "An agent can’t tell what it was asked by its owner from what stands in a web page, an issue, a mail or the answer of a tool. Whoever can write such a text can therefore ask for calls, and the agent makes them with its owner’s rights.",
      "It needs no access of its own: a comment in a public repository or an invoice with a hidden line is enough.",
    ],
    classes: ["write", "execute", "destructive", "financial"],
    effects: ["sends_outside", "runs_code"],
    answers: [
      {
        says: "What an agent has no business with is denied, so that an instruction to use it comes to nothing; what is left is capped.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            list_issues: {},
            run_workflow: { limits: [{ counter: "run_workflow_rate", window: "hour", max: 5, scope: "session" }] },
          },
          tests: [
            { call: "list_issues", expect: "allow" },
            { call: "delete_repository", expect: "deny" },
          ],
        },
      },
      {
        says: "Calls that would carry an instruction’s purpose wait for a person, who sees the arguments.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            create_comment: {
              approve_if: [{ conditions: [{ path: "args.body", op: "regex", value: "https?://" }] }],
            },
          },
          tests: [{ call: "create_comment", args: { body: "Fixed." }, expect: "allow" }],
        },
      },
    ],
    beyond: "A policy doesn’t recognise the instruction itself. It bounds what following it can do.",
    sources: [
      owaspLlm("LLM01 Prompt Injection", "llm01-prompt-injection"),
      {
        title:
          "Not what you’ve signed up for: Compromising Real-World LLM-Integrated Applications with Indirect Prompt Injection",
        publisher: "Greshake and others, 2023",
        url: "https://arxiv.org/abs/2302.12173",
      },
      GITHUB_EXPLOITED,
    ],
  },
  {
    slug: "tool-poisoning",
    name: "Tool poisoning",
    summary: "A tool’s own description holds instructions that people don’t see and the agent obeys.",
    abuses: [
      "Descriptions and schemas go into the agent’s context as they are. A server can hide instructions in them — in a tag, in characters that aren’t shown, in the text of a parameter — that make the agent read a file and pass it on, or use another server’s tools differently.",
      "The poisoned tool need not be called: it is enough that it is listed.",
    ],
    classes: [],
    effects: [],
    answers: [
      {
        says: "Tools that aren’t needed are hidden: what isn’t listed isn’t read.",
        document: {
          version: "1",
          default: "deny",
          hide: ["internal_*", "debug_*"],
          tools: { get_weather: {} },
          tests: [{ call: "debug_dump", expect: "hide" }],
        },
      },
      {
        says: "Arguments that the pinned schema doesn’t name are refused, so nothing can be smuggled out in an extra one.",
        document: {
          version: "1",
          default: "deny",
          tools: { get_weather: { arguments: "schema" } },
        },
      },
    ],
    beyond:
      "PolicyLayer reads each definition before an agent does: hidden characters, instructions and look-alike names are flagged, and a tool with an alarming one is held back until somebody has looked.",
    sources: [owaspMcp("MCP03 Tool Poisoning"), TOOL_POISONING],
  },
  {
    slug: "rug-pull",
    name: "Rug pull",
    summary: "A server that was looked at and found harmless changes its tools afterwards.",
    abuses: [
      "A tool is judged once, when it is added. Nothing in the protocol keeps a server from listing another description, schema or behaviour the next day, to some clients or at some hour.",
    ],
    classes: [],
    effects: [],
    answers: [
      {
        says: "What isn’t named is denied, so a tool that appears later can’t be called until somebody has written its rule.",
        document: {
          version: "1",
          default: "deny",
          tools: { search_notes: {}, add_note: { arguments: "schema" } },
          tests: [{ call: "export_notes", expect: "deny" }],
        },
      },
    ],
    beyond:
      "Definitions are pinned by their SHA-256. A changed one is held back, at each listing and at the call itself, and shown beside the one before.",
    sources: [owaspMcp("MCP03 Tool Poisoning"), TOOL_POISONING],
  },
  {
    slug: "impostor-server",
    name: "Impostor and shadow servers",
    summary:
      "A server with a familiar name, or one that nobody has approved, gets an agent’s calls and what is in them.",
    abuses: [
      "Servers are packages and addresses that anybody can publish. One that is called almost like a well-known one, or that was taken over, works as expected and copies what passes through it.",
      "The postmark-mcp package did: from one version on it sent a blind copy of each mail to its author.",
    ],
    classes: [],
    effects: ["sends_outside"],
    answers: [
      {
        says: "Mail goes to one’s own domain and to one person at a time, whatever the server adds to its schema.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            send_email: {
              require: [
                { path: "args.to", op: "ends_with", value: "@acme.example" },
                { path: "args.bcc", op: "exists", value: false, on_deny: "No blind copies." },
              ],
            },
          },
          tests: [
            { call: "send_email", args: { to: "ada@acme.example" }, expect: "allow" },
            { call: "send_email", args: { to: "ada@acme.example", bcc: "x@y.example" }, expect: "deny" },
          ],
        },
      },
    ],
    beyond:
      "What a server does with a call once it has it is beyond any gateway. Agents get one proxy URL, so a server that isn’t registered isn’t reached at all.",
    sources: [
      owaspMcp("MCP09 Shadow MCP Servers"),
      {
        title: "Malicious MCP server on npm: postmark-mcp harvests e-mails",
        publisher: "Snyk, 2025",
        url: "https://snyk.io/blog/malicious-mcp-server-on-npm-postmark-mcp-harvests-emails/",
      },
    ],
  },
  {
    slug: "confused-deputy",
    name: "Confused deputy and privilege escalation",
    summary: "The agent or its server acts with more rights than whoever asked, and gives them away.",
    abuses: [
      "A server often holds one credential for all who use it. Who may talk to the agent can then do what the credential may, and a tool that changes roles, keys or sharing makes that last.",
    ],
    classes: [],
    effects: ["changes_access"],
    answers: [
      {
        says: "Nobody becomes an administrator through an agent; any other change of rights waits for a person.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            set_member_role: {
              action: "require_approval",
              reason: "Rights are changed by people.",
              deny_if: [{ conditions: [{ path: "args.role", op: "in", value: ["admin", "owner"] }] }],
            },
          },
          tests: [{ call: "set_member_role", args: { role: "owner" }, expect: "deny" }],
        },
      },
    ],
    beyond:
      "Give each agent a grant of its own, and the server a credential that may no more than it must: a policy narrows rights, it doesn’t take them from the credential.",
    sources: [
      BEST_PRACTICES,
      owaspMcp("MCP02 Privilege Escalation via Scope Creep"),
      owaspMcp("MCP07 Insufficient Authentication & Authorization"),
      {
        title: "CWE-441: Unintended Proxy or Intermediary (‘Confused Deputy’)",
        publisher: "MITRE",
        url: "https://cwe.mitre.org/data/definitions/441.html",
      },
    ],
  },
];
