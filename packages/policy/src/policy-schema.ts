import { z } from "zod";

/*
 * The document as people write it: strict, with the shorthand. A message here finishes the sentence "`field` …", because
 * `explainIssue` begins it with the field's name.
 */

export const toolsMax = 1000;
export const limitsPerRuleMax = 20;

const nameMust = "must be a tool's name or a glob, 1 to 256 characters";
export const toolNameSchema = z.string(nameMust).min(1, nameMust).max(256, nameMust);

const counterMust = "must be 1 to 128 letters, digits or any of _ . : -";
const counterSchema = z.string(counterMust).regex(/^[A-Za-z0-9_.:-]{1,128}$/, counterMust);

export const windowNames = ["second", "minute", "hour", "day", "week", "month"] as const;
const windowMust = `must be ${windowNames.map((name) => `"${name}"`).join(", ")}, or whole seconds from 1 to 2678400`;
const secondsSchema = z.int(windowMust).min(1, windowMust).max(2_678_400, windowMust);
const windowSchema = z.union([z.enum(windowNames, windowMust), secondsSchema], windowMust);

const maxMust = "must be a whole number, 0 or more";
const maxSchema = z.int(maxMust).min(0, maxMust);

const limitMust = 'must be an object like {"counter": "calls", "window": "minute", "max": 10}';
export const limitSchema = z.strictObject(
  {
    counter: counterSchema,
    window: windowSchema,
    max: maxSchema,
    scope: z.literal("grant", 'must be "grant"').optional(),
    cost: z.literal(1, "must be 1").optional(),
    algorithm: z.enum(["sliding", "fixed"], 'must be "sliding" or "fixed"').optional(),
  },
  limitMust,
);

const shorthandSchema = z.strictObject(
  { max: maxSchema, window: windowSchema },
  'must be an object like {"max": 10, "window": 60}',
);

const actions = ["allow", "deny", "hide", "require_approval", "rate_limit"] as const;
const actionMust = `must be ${actions
  .slice(0, -1)
  .map((action) => `"${action}"`)
  .join(", ")} or "rate_limit"`;
const reasonMust = "must be text, 1 to 1000 characters";
const limitsMust = `must be a list of at most ${limitsPerRuleMax} limits`;

export const ruleSchema = z.strictObject(
  {
    action: z.enum(actions, actionMust).optional(),
    reason: z.string(reasonMust).min(1, reasonMust).max(1000, reasonMust).optional(),
    limits: z.array(limitSchema, limitsMust).max(limitsPerRuleMax, limitsMust).optional(),
    rate_limit: shorthandSchema.optional(),
  },
  'must be a rule: an object like {} or {"action": "deny"}',
);

const descriptionMust = "must be text of at most 4000 characters";
const hideMust = `must be a list of at most ${toolsMax} names and globs`;
const toolsMust = "must be an object with a rule for each tool";
const tooManyTools = `must name at most ${toolsMax} tools`;

/** The document as written. Accepts a few contradictions that only `parsePolicy` finds: save what that returns. */
export const policyDocumentSchema = z.strictObject(
  {
    version: z.literal("1", 'must be "1"'),
    default: z.enum(["allow", "deny"], 'must be "allow" or "deny"'),
    description: z.string(descriptionMust).max(4000, descriptionMust).optional(),
    hide: z.array(toolNameSchema, hideMust).max(toolsMax, hideMust).optional(),
    tools: z
      .record(toolNameSchema, ruleSchema, toolsMust)
      .refine((tools) => Object.keys(tools).length <= toolsMax, tooManyTools)
      .meta({ maxProperties: toolsMax })
      .optional(),
  },
  'must be an object like {"version": "1", "default": "deny"}',
);

export type WrittenDocument = z.output<typeof policyDocumentSchema>;
export type WrittenRule = z.output<typeof ruleSchema>;
export type WrittenLimit = z.output<typeof limitSchema>;

/** A rule as written, by the tool or glob it stands under. */
export interface NamedRule {
  readonly name: string;
  readonly rule: WrittenRule;
}

/** The document as written, as JSON Schema 2020-12: for editors and the OpenAPI description. */
export function policyJsonSchema() {
  return z.toJSONSchema(policyDocumentSchema, { io: "input" });
}
