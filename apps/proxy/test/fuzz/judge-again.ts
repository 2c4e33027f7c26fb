import {
  compileArgumentSchema,
  compileStoredPolicy,
  type Decision,
  decideCall,
  type JsonObject,
  planCall,
} from "@policylayer/policy";
import { type FuzzCase, fieldNames, fuzzTools } from "./fuzz-cases";
import { memberOf, type Node, type ReadingRule, readTree, resolve, writeTree } from "./second-reader";

/** How upstreams read. `JSON.parse` is one of the second kind, and is tried besides. */
const READINGS: readonly ReadingRule[] = [
  { name: "the first of two keys", wins: "first", foldsTo: null },
  { name: "the last of two keys", wins: "last", foldsTo: null },
  { name: "the first of two keys, whatever their case", wins: "first", foldsTo: fieldNames },
  { name: "the last of two keys, whatever their case", wins: "last", foldsTo: fieldNames },
];

const HARMLESS = new Set(["ping", "tools/list", "notifications/initialized", "notifications/cancelled"]);
const schema = compileArgumentSchema(fuzzTools[0]?.inputSchema);
/** Who calls is the same for all of them. */
const ids = { id: "x", slug: "x" };
export const facts = {
  grant: { id: "x", label: "x" },
  team: ids,
  server: ids,
  client: { name: null },
  sessionId: "x",
  organizationId: "x",
  nowMs: 0,
};

/** What is wrong with the arrival of these bytes at an upstream behind this policy; null when nothing is. */
export function findBreach(fuzzCase: FuzzCase, bytes: Buffer): string | null {
  const tree = readTree(bytes);
  if (tree === null) return "the second reader can't read it";
  const usual = parsed(bytes);
  if (usual === null) return "JSON.parse can't read it";
  const trees = READINGS.map((rule) => ({ name: rule.name, tree: resolve(tree, rule) }));
  for (const { name, tree: reading } of [...trees, { name: "JSON.parse", tree: usual }]) {
    const breach = breachOf(fuzzCase, reading);
    if (breach !== null) return `read as ${name}: ${breach}`;
  }
  const heads = new Set(trees.map(({ tree: reading }) => headOf(reading)));
  return heads.size === 1 ? null : `readers disagree: ${[...heads].join(" or ")}`;
}

function parsed(bytes: Buffer): Node | null {
  try {
    return readTree(Buffer.from(JSON.stringify(JSON.parse(bytes.toString("utf8")))));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Everything but the arguments. */
function headOf(message: Node): string {
  const params = memberOf(message, "params");
  const parts = [
    memberOf(message, "jsonrpc"),
    memberOf(message, "id"),
    memberOf(message, "method"),
    memberOf(params, "name"),
  ];
  return parts.map((part) => (part === null ? "nothing" : writeTree(part))).join(" ");
}

function breachOf(fuzzCase: FuzzCase, message: Node): string | null {
  const method = memberOf(message, "method");
  if (method?.kind !== "text") return "no method";
  if (memberOf(message, "jsonrpc")?.kind !== "text") return "no JSON-RPC";
  const params = memberOf(message, "params");
  const meta = memberOf(params, "_meta");
  if (meta?.kind === "object" && meta.members.some(([key]) => /^policylayer\//i.test(key)))
    return "a key of the gateway";
  if (HARMLESS.has(method.value)) return null;
  const tool = memberOf(params, "name");
  if (method.value !== "tools/call" || tool?.kind !== "text") return "neither a call nor harmless";
  const args = memberOf(params, "arguments");
  if (args !== null && args.kind !== "object") return "arguments that are no object";
  if (!fuzzCase.permits(tool.value, args)) return `${tool.value} isn't permitted with ${args && writeTree(args)}`;
  const { decision, code } = judge(fuzzCase, tool.value, args);
  return decision === "allow" ? null : `judged ${decision} (${code}) with ${args && writeTree(args)}`;
}

/** The decision on a call as one reader understands it. */
function judge(fuzzCase: FuzzCase, tool: string, args: Node | null): Decision {
  const argumentsText = args === null ? null : writeTree(args);
  const value: JsonObject | null = argumentsText === null ? null : JSON.parse(argumentsText);
  const isKnown = fuzzTools.some(({ name }) => name === tool);
  const call = { tool, isKnown, isQuarantined: false, toolClass: null, args: value, argumentsText, annotations: null };
  const plan = planCall(compileStoredPolicy(JSON.stringify(fuzzCase.document)), { ...call, schema, facts });
  return decideCall(plan, { kind: "reserved", remaining: [] });
}
