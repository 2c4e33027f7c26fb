import { z } from "zod";
import { operatorNames } from "./operators";
import type { Condition } from "./policy-document";
import { described, field, oneOf } from "./schema-field";

/*
 * Conditions as written. What a value must be for its operator, and what a path may be, is checked by
 * `findConditionProblems`: it needs more words than a schema has.
 */

const pathMust = "must be a path like args.amount, args.items[*].price or time.hour";
const pathSchema = described(
  z.string(pathMust).min(1, pathMust).max(512, pathMust),
  'Where the value stands: `args.a.b`, `args.list[0]`, `args.list[*].x` (any element), `args["a.b"]`, or a fact like `grant.label`, `tool.class`, `time.hour`.',
);
const valueMust = "must be text, a number, true, false, or a list of those";
const scalarSchema = z.union([z.string(), z.number(), z.boolean()], valueMust);
const comparison = {
  path: pathSchema,
  op: described(z.enum(operatorNames, oneOf(operatorNames)), "How the value is compared; types are strict."),
  value: field(z.union([scalarSchema, z.array(scalarSchema)], valueMust), "What it is compared with."),
};
const listMust = "must be a list of 1 to 100 conditions";
export const conditionMust = 'must be a condition like {"path": "args.amount", "op": "lte", "value": 100}';

const list = z.lazy(() => z.array(conditionSchema, listMust).min(1, listMust).max(100, listMust));
const any = described(list, "At least one of these conditions holds.");
const all = described(list, "All of these conditions hold.");
const not = described(
  z.lazy(() => conditionSchema),
  "This condition does not hold.",
);

/** The two shapes of a condition as objects, for the reference page. */
export const comparisonSchema = z.strictObject(comparison, conditionMust);
export const groupsSchema = z.strictObject({ any: any.optional(), all: all.optional(), not: not.optional() });

/** The order of the kinds is known to `explainIssue`, which picks the one that was meant by its field. */
export const conditionSchema: z.ZodType<Condition> = z
  .union(
    [
      comparisonSchema,
      z.strictObject({ any }, conditionMust),
      z.strictObject({ all }, conditionMust),
      z.strictObject({ not }, conditionMust),
    ],
    conditionMust,
  )
  .meta({ id: "condition" });

const textMust = "must be text, 1 to 1000 characters";
export const messageSchema = z.string(textMust).min(1, textMust).max(1000, textMust);

const on_deny = field(messageSchema, "What the agent is told when this denies.");

export const requirementSchema = z.union(
  [
    z.strictObject({ ...comparison, on_deny }, conditionMust),
    z.strictObject({ any, on_deny }, conditionMust),
    z.strictObject({ all, on_deny }, conditionMust),
    z.strictObject({ not, on_deny }, conditionMust),
  ],
  conditionMust,
);

const conditionsMust = "must be a list of at most 100 conditions";
const conditionsSchema = z.array(conditionSchema, conditionsMust).max(100, conditionsMust);
const clauseMust = 'must be an object like {"conditions": [{"path": "args.amount", "op": "gt", "value": 100}]}';

export const denyClauseSchema = z.strictObject(
  {
    conditions: described(
      conditionsSchema,
      "The conditions that must all hold for this to deny; an empty list always denies.",
    ),
    on_deny,
  },
  clauseMust,
);

export const approveClauseSchema = z.strictObject(
  {
    conditions: described(
      conditionsSchema,
      "The conditions that must all hold for this to ask; an empty list always asks.",
    ),
    reason: field(messageSchema, "What the agent and the approvers are told when this asks."),
  },
  clauseMust,
);
