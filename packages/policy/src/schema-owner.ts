import { approveClauseSchema, denyClauseSchema } from "./condition-schema";
import type { JsonPath } from "./json-pointer";
import { costSchema, limitSchema, shorthandSchema } from "./limit-schema";
import { accessSchema, classesSchema, policyDocumentSchema, serverRequestsSchema } from "./policy-schema";
import { policyTestSchema, testAsSchema } from "./policy-test-schema";
import { allToolsSchema, approvalSchema, ruleSchema } from "./rule-schema";

/** What an object of a document is called, and the fields it may have. */
export interface SchemaOwner {
  readonly name: string;
  readonly fields: readonly string[];
}

const LIMIT = owner("a limit", limitSchema.shape);
const CONDITION: SchemaOwner = { name: "a condition", fields: ["path", "op", "value", "any", "all", "not"] };
const REQUIREMENT: SchemaOwner = { name: "a condition", fields: [...CONDITION.fields, "on_deny"] };

/** By the names on the way to it, without positions: `tools` and `classes` have one name under them that is anybody's. */
const OWNERS = new Map<string, SchemaOwner>([
  ["", owner("a policy", policyDocumentSchema.shape)],
  ["classes", owner("`classes`", classesSchema.shape)],
  ["resources", owner("`resources`", accessSchema.shape)],
  ["prompts", owner("`prompts`", accessSchema.shape)],
  ["server_requests", owner("`server_requests`", serverRequestsSchema.shape)],
  ["tests", owner("a test", policyTestSchema.shape)],
  ["tests as", owner("`as`", testAsSchema.shape)],
]);

const RULE_PARTS = new Map<string, SchemaOwner>([
  ["", owner("a rule", ruleSchema.shape)],
  ["rate_limit", owner("`rate_limit`", shorthandSchema.shape)],
  ["limits", LIMIT],
  ["limits cost", owner("`cost`", costSchema.shape)],
  ["approval", owner("`approval`", approvalSchema.shape)],
  ["require", REQUIREMENT],
  ["deny_if", owner("an item of `deny_if`", denyClauseSchema.shape)],
  ["approve_if", owner("an item of `approve_if`", approveClauseSchema.shape)],
]);

/** The object at a path. What isn't known by its path is a condition: they alone are nested. */
export function ownerOf(path: JsonPath): SchemaOwner {
  const isRule = (path[0] === "tools" || path[0] === "classes") && path.length >= 2;
  if (path[0] === "all_tools" && path.length === 1) return owner("`all_tools`", allToolsSchema.shape);
  const inRule = isRule ? path.slice(2) : path[0] === "all_tools" ? path.slice(1) : null;
  const names = (inRule ?? path).filter((segment) => typeof segment === "string").join(" ");
  return (inRule === null ? OWNERS : RULE_PARTS).get(names) ?? CONDITION;
}

function owner(name: string, shape: object): SchemaOwner {
  return { name, fields: Object.keys(shape) };
}
