import { z } from "zod";
import type { JsonPath } from "./json-pointer";
import { policyTestSchema } from "./policy-test-schema";
import { riskClasses } from "./risk-class";
import { allToolsSchema, ruleSchema, type WrittenRule } from "./rule-schema";
import { described, field, oneOf } from "./schema-field";

/*
 * The document as people write it: strict, with the shorthand. A message here finishes the sentence "`field` …", because
 * `explainIssue` begins it with the field's name.
 */

export const toolsMax = 1000;
export const testsMax = 200;

const nameMust = "must be a tool's name or a glob, 1 to 256 characters";
export const toolNameSchema = z.string(nameMust).min(1, nameMust).max(256, nameMust);

const descriptionMust = "must be text of at most 4000 characters";
const hideMust = `must be a list of at most ${toolsMax} names and globs`;
const toolsMust = "must be an object with a rule for each tool";
const tooManyTools = `must name at most ${toolsMax} tools`;
const testsMust = `must be a list of at most ${testsMax} tests`;
const timezoneMust = 'must be the name of a time zone, like "Europe/Berlin"';
const fallbackSchema = z.enum(["allow", "deny"], oneOf(["allow", "deny"]));

const globMust = "must be a name or a glob, 1 to 1024 characters";
const globSchema = z.string(globMust).min(1, globMust).max(1024, globMust);
const globsMust = `must be a list of at most ${toolsMax} names and globs`;
const globsSchema = z.array(globSchema, globsMust).max(toolsMax, globsMust);

export const accessSchema = z.strictObject(
  {
    default: described(fallbackSchema, "For what neither list matches."),
    allow: field(globsSchema, "Globs of what may be used."),
    deny: field(globsSchema, "Globs of what may not be used; wins over `allow`."),
  },
  'must be an object like {"default": "deny", "allow": ["docs://*"]}',
);

const methodMust = "must be a method or a glob, 1 to 256 characters";
const methodsMust = `must be a list of at most ${toolsMax} methods and globs`;
const methodsSchema = z
  .array(z.string(methodMust).min(1, methodMust).max(256, methodMust), methodsMust)
  .max(toolsMax, methodsMust);

export const serverRequestsSchema = z.strictObject(
  {
    default: field(fallbackSchema, "For what neither list matches. Absent: as the `default` of the document."),
    allow: field(methodsSchema, "Methods that a server may ask its client for, e.g. `roots/list`, or globs."),
    deny: field(methodsSchema, "Methods that it may not, e.g. `sampling/*`; wins over `allow`."),
  },
  'must be an object like {"default": "deny", "allow": ["elicitation/create"]}',
);

const classRule = (name: string) => field(ruleSchema, `The rule for tools of the class ${name}.`);
export const classesSchema = z.strictObject(
  {
    read: classRule(riskClasses[0]),
    write: classRule(riskClasses[1]),
    execute: classRule(riskClasses[2]),
    destructive: classRule(riskClasses[3]),
    financial: classRule(riskClasses[4]),
  },
  "must be an object with a rule for a risk class",
);

/** The document as written. Accepts contradictions that only `parsePolicy` finds: save what that returns. */
export const policyDocumentSchema = z.strictObject(
  {
    version: described(z.literal("1", 'must be "1"'), "The version of the language."),
    default: described(fallbackSchema, "For tools that no entry matches."),
    description: field(z.string(descriptionMust).max(4000, descriptionMust), "For people; nothing is judged by it."),
    mode: field(
      z.enum(["enforce", "shadow"], oneOf(["enforce", "shadow"])),
      "`shadow`: decide and record, never block; limits are counted in counters of their own.",
      "enforce",
    ),
    timezone: field(
      z.string(timezoneMust).min(1, timezoneMust).max(64, timezoneMust),
      "The time zone of `time.hour`, `time.weekday` and `time.date`.",
      "UTC",
    ),
    hide: field(
      z.array(toolNameSchema, hideMust).max(toolsMax, hideMust),
      "Tools by name or glob that are left out of the list and don't exist for a call. Wins over every rule.",
    ),
    tools: field(
      z
        .record(toolNameSchema, ruleSchema, toolsMust)
        .refine((tools) => Object.keys(tools).length <= toolsMax, tooManyTools)
        .meta({ maxProperties: toolsMax }),
      "The rule of each tool, by exact name or glob; the exact name applies before the most specific glob.",
    ),
    classes: field(
      classesSchema,
      "Rules by the tool's effective risk class, for tools that no entry of `tools` matches.",
    ),
    all_tools: field(allToolsSchema, "Added to every call, after the one entry that applies."),
    resources: field(accessSchema, "Which resources may be read, by URI. Absent: as `default` says."),
    prompts: field(accessSchema, "Which prompts may be used, by name. Absent: as `default` says."),
    server_requests: field(
      serverRequestsSchema,
      "What the server may ask of its client, by method: `sampling/createMessage`, `elicitation/create`, `roots/list`. Absent: as `default` says.",
    ),
    tests: field(
      z.array(policyTestSchema, testsMust).max(testsMax, testsMust),
      "Calls with what must be decided of them. A document with a failing test can't be saved.",
    ),
  },
  'must be an object like {"version": "1", "default": "deny"}',
);

export type WrittenDocument = z.output<typeof policyDocumentSchema>;

/** A rule as written, with where it stands: under a tool or glob, under a class, or as `all_tools`. */
export interface NamedRule {
  readonly kind: "tool" | "class" | "all";
  readonly name: string;
  readonly path: JsonPath;
  readonly rule: WrittenRule;
}

/** The document as written, as JSON Schema 2020-12: for editors and the OpenAPI description. */
export function policyJsonSchema() {
  return z.toJSONSchema(policyDocumentSchema, { io: "input" });
}
