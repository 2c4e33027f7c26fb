import { compareExactly, isWhole } from "./exact-decimal";
import { memberOf, type Node } from "./second-reader";

/** A policy, and by hand what it means for an upstream that reads the arguments as this tree. */
export interface FuzzCase {
  readonly name: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** Whether a call of this tool may arrive. */
  permits(tool: string, args: Node | null): boolean;
}

/** The tools of every case's server. */
export const fuzzTools = ["pay", "read", "secret_pay"].map((name) => ({
  name,
  inputSchema: {
    type: "object",
    properties: {
      amount: { type: "integer", minimum: 0, maximum: 100 },
      to: { enum: ["alice", "bob"] },
      note: { type: "string", pattern: "^[a-z ]*$" },
    },
    required: ["amount"],
  },
}));

/** What a server's code calls the fields it reads. */
export const fieldNames: ReadonlySet<string> = new Set(
  "jsonrpc id method params name arguments _meta amount to path note items role opts force".split(" "),
);

function isNumberWithin(node: Node | null, min: number, max: number): boolean {
  if (node?.kind !== "number") return false;
  const [least, most] = [compareExactly(node.text, min), compareExactly(node.text, max)];
  return least !== null && most !== null && least >= 0 && most <= 0;
}

function isTextThat(node: Node | null, fits: (text: string) => boolean): boolean {
  return node?.kind === "text" && fits(node.value);
}

const isName = (text: string): boolean => text === "alice" || text === "bob";
const isNote = (text: string): boolean =>
  [...text].every((letter) => letter === " " || (letter >= "a" && letter <= "z"));

const comparesNumbers: FuzzCase = {
  name: "require compares a number",
  document: {
    version: "1",
    default: "deny",
    tools: {
      pay: {
        require: [
          { path: "args.amount", op: "lte", value: 100 },
          { path: "args.amount", op: "gte", value: 0 },
        ],
      },
    },
  },
  permits: (tool, args) => tool === "pay" && isNumberWithin(memberOf(args, "amount"), 0, 100),
};

const deniesTexts: FuzzCase = {
  name: "deny_if looks for a text",
  document: {
    version: "1",
    default: "allow",
    tools: {
      read: {
        deny_if: [
          { conditions: [{ path: "args.path", op: "starts_with", value: "/etc" }] },
          { conditions: [{ path: "args.path", op: "contains", value: ".." }] },
        ],
      },
    },
  },
  permits(tool, args) {
    const path = memberOf(args, "path");
    if (tool !== "read") return fuzzTools.some(({ name }) => name === tool);
    return path === null || isTextThat(path, (text) => !text.startsWith("/etc") && !text.includes(".."));
  },
};

const checksSchema: FuzzCase = {
  name: "arguments fit the schema",
  document: { version: "1", default: "deny", tools: { pay: { arguments: "schema" } } },
  permits(tool, args) {
    if (tool !== "pay" || args?.kind !== "object") return false;
    const has = (key: string) => args.members.find(([name]) => name === key)?.[1] ?? null;
    const [amount, to, note] = [has("amount"), has("to"), has("note")];
    return (
      args.members.every(([name]) => name === "amount" || name === "to" || name === "note") &&
      isNumberWithin(amount, 0, 100) &&
      amount?.kind === "number" &&
      isWhole(amount.text) &&
      (to === null || isTextThat(to, isName)) &&
      (note === null || isTextThat(note, isNote))
    );
  },
};

const comparesTexts: FuzzCase = {
  name: "require has a list and a pattern",
  document: {
    version: "1",
    default: "deny",
    tools: {
      pay: {
        require: [
          { path: "args.to", op: "in", value: ["alice", "bob"] },
          { path: "args.note", op: "regex", value: "^[a-z ]*$" },
        ],
      },
    },
  },
  permits: (tool, args) =>
    tool === "pay" && isTextThat(memberOf(args, "to"), isName) && isTextThat(memberOf(args, "note"), isNote),
};

const hides: FuzzCase = {
  name: "tools are hidden",
  document: { version: "1", default: "allow", hide: ["secret_*"], tools: { read: { action: "deny" } } },
  permits: (tool) => tool === "pay",
};

const looksInside: FuzzCase = {
  name: "conditions look into lists and objects",
  document: {
    version: "1",
    default: "deny",
    tools: {
      pay: {
        require: [
          { not: { path: "args.items[*].role", op: "eq", value: "admin" } },
          { path: "args.opts.force", op: "neq", value: true },
        ],
      },
    },
  },
  permits(tool, args) {
    const [items, opts] = [memberOf(args, "items"), memberOf(args, "opts")];
    const force = memberOf(opts, "force");
    const isNoAdmin = (item: Node) => {
      const role = memberOf(item, "role");
      const isNothing = item.kind === "literal" && item.value === null;
      return isNothing || (item.kind === "object" && (role === null || isTextThat(role, (text) => text !== "admin")));
    };
    return (
      tool === "pay" &&
      (items === null || (items.kind === "array" && items.items.every(isNoAdmin))) &&
      (opts === null || opts.kind === "object") &&
      (force === null || (force.kind === "literal" && force.value === false))
    );
  },
};

const countsAmounts: FuzzCase = {
  name: "a limit counts an amount for each name",
  document: {
    version: "1",
    default: "deny",
    tools: {
      pay: {
        limits: [
          {
            counter: "paid",
            window: "day",
            max: 1_000_000_000,
            per: "args.to",
            cost: { path: "args.amount", max: 50 },
          },
        ],
      },
    },
  },
  permits(tool, args) {
    const [amount, to] = [memberOf(args, "amount"), memberOf(args, "to")];
    return (
      tool === "pay" &&
      isNumberWithin(amount, 0, 50) &&
      amount?.kind === "number" &&
      isWhole(amount.text) &&
      (to?.kind === "text" || to?.kind === "number" || to?.kind === "literal")
    );
  },
};

export const fuzzCases: readonly FuzzCase[] = [
  comparesNumbers,
  deniesTexts,
  checksSchema,
  comparesTexts,
  hides,
  looksInside,
  countsAmounts,
];
