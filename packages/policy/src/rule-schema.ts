import { z } from "zod";
import { approveClauseSchema, denyClauseSchema, messageSchema, requirementSchema } from "./condition-schema";
import { limitSchema, shorthandSchema } from "./limit-schema";
import { field, oneOf } from "./schema-field";

export const limitsPerRuleMax = 20;
export const clausesPerRuleMax = 100;

const actions = ["allow", "deny", "hide", "require_approval", "rate_limit"] as const;
const limitsMust = `must be a list of at most ${limitsPerRuleMax} limits`;
const requireMust = `must be a list of at most ${clausesPerRuleMax} conditions`;
const denyMust = `must be a list of at most ${clausesPerRuleMax} items with conditions`;

const approversMust = 'must be a role ("admin", "policy_manager") or a team\'s slug, also written "team:<slug>"';
const secondsMust = "must be whole seconds from 1 to 604800";
const waitMust = "must be whole seconds from 0 to 300";
const countMust = "must be a whole number from 1 to 10";

export const approvalSchema = z.strictObject(
  {
    approvers: field(
      z.string(approversMust).regex(/^(policy_manager|(team:)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)$/, approversMust),
      "Who may approve: the role `admin` or `policy_manager`, or a team by its slug (`team:<slug>` where a team is named like a role).",
      "policy_manager",
    ),
    count: field(z.int(countMust).min(1, countMust).max(10, countMust), "How many people must approve.", 1),
    timeout_seconds: field(
      z.int(secondsMust).min(1, secondsMust).max(604_800, secondsMust),
      "How long the request stands before it expires as refused.",
      3600,
    ),
    wait_seconds: field(
      z.int(waitMust).min(0, waitMust).max(300, waitMust),
      "How long the call itself is held open for an answer before the agent is told to come back.",
      0,
    ),
  },
  'must be an object like {"approvers": "admin", "timeout_seconds": 3600}',
);

const conditional = {
  reason: field(
    messageSchema,
    "What the agent is told when this rule denies or asks, and its items say nothing of their own.",
  ),
  require: field(
    z.array(requirementSchema, requireMust).max(clausesPerRuleMax, requireMust),
    "Conditions that must all hold; each may carry `on_deny`.",
  ),
  deny_if: field(
    z.array(denyClauseSchema, denyMust).max(clausesPerRuleMax, denyMust),
    "An item whose conditions all hold denies the call.",
  ),
  approve_if: field(
    z.array(approveClauseSchema, denyMust).max(clausesPerRuleMax, denyMust),
    "An item whose conditions all hold sends the call to a person for approval.",
  ),
  approval: field(approvalSchema, "Who approves what this rule asks about, and how long that may take."),
  arguments: field(
    z.enum(["any", "schema"], oneOf(["any", "schema"])),
    "`schema`: the arguments must fit the tool's pinned input schema, and arguments it doesn't name are refused.",
    "any",
  ),
  limits: field(
    z.array(limitSchema, limitsMust).max(limitsPerRuleMax, limitsMust),
    "How much may be called; all limits of a call are taken together or not at all.",
  ),
  rate_limit: field(shorthandSchema, "Shorthand for one limit per grant, named `{tool}_rate`; saved as `limits`."),
};

export const ruleSchema = z.strictObject(
  {
    action: field(
      z.enum(actions, oneOf(actions)),
      "What the rule does with a call that its conditions let through. `rate_limit` is read as allow and needs a limit.",
      "allow",
    ),
    ...conditional,
  },
  'must be a rule: an object like {} or {"action": "deny"}',
);

export const allToolsSchema = z.strictObject(
  conditional,
  'must be a rule without `action`: an object like {"arguments": "schema"}',
);

export type WrittenRule = z.output<typeof ruleSchema>;
