import { z } from "zod";
import { riskClasses } from "./risk-class";
import { described, field, oneOf } from "./schema-field";

const nameMust = "must be text, 1 to 200 characters";
const callMust = "must be a tool's name, 1 to 256 characters";
const argsMust = "must be an object with the call's arguments";
const textMust = "must be text, 1 to 256 characters";
const timeMust = 'must be a moment like "2026-03-01T09:30:00Z"';
const expectations = ["allow", "deny", "hide", "approval_required"] as const;
const ruleMust = "must be a JSON pointer like /tools/create_refund/deny_if/0";

const text = z.string(textMust).min(1, textMust).max(256, textMust);

export const testAsSchema = z.strictObject(
  {
    grant: field(text, "The grant's label, which is also its id here."),
    team: field(text, "The team's slug."),
    time: field(
      z.iso.datetime({ offset: true, error: timeMust }),
      "When the call is made: an ISO 8601 moment.",
      "2026-01-05T12:00:00Z",
    ),
    class: field(z.enum(riskClasses, oneOf(riskClasses)), "The tool's risk class, for rules by class."),
  },
  'must be an object like {"grant": "ci", "time": "2026-03-01T09:30:00Z"}',
);

export const policyTestSchema = z.strictObject(
  {
    name: field(z.string(nameMust).min(1, nameMust).max(200, nameMust), "What the test is about."),
    call: described(z.string(callMust).min(1, callMust).max(256, callMust), "The tool that is called."),
    args: field(z.record(z.string(), z.json(), argsMust), "The call's arguments."),
    as: field(testAsSchema, "Who calls, and when."),
    expect: described(
      z.enum(expectations, oneOf(expectations)),
      "The decision. Limits are taken to have room, so a call that they count is `allow`.",
    ),
    rule: field(
      z
        .string(ruleMust)
        .max(1024, ruleMust)
        .regex(/^(\/.*)?$/s, ruleMust),
      "The JSON pointer of the rule that must decide.",
    ),
  },
  'must be an object like {"call": "create_refund", "args": {"amount": 5}, "expect": "allow"}',
);
