import { Ajv, type ErrorObject, type Options, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020";
import { compileSchemaPattern, type PatternBudget, PatternInputTooLong, resetBudget } from "./schema-pattern";
import { longestListIn, longListMax, type SchemaFindings, surveySchema, uniqueListMax } from "./survey-schema";
import type { JsonObject } from "./tool-call";

export interface ArgumentMismatch {
  readonly code: "schema_mismatch" | "argument_too_long";
  /** The end of a sentence: what is wrong, in terms of the schema. */
  readonly detail: string;
}

/** A pinned tool's input schema, ready to check any number of calls. */
export type ArgumentSchema =
  | {
      readonly kind: "usable";
      /** Null when the arguments fit. Never throws. */
      check(args: JsonObject): ArgumentMismatch | null;
    }
  /** Every call that is to be checked by it is denied. `problem` is for the people who manage the server. */
  | { readonly kind: "unusable"; readonly problem: string };

/**
 * Compiles an input schema as a server sent it: JSON Schema 2020-12, or draft-07 where `$schema` says so. To be done once
 * for each pinned tool. Nothing is fetched: a `$ref` must stay inside the schema. Formats aren't checked. Arguments that the
 * schema doesn't name are refused, also where it would let them pass. A schema that is too large, refers to itself, or
 * holds a pattern that RE2 doesn't have, is unusable: it comes from the server, so it is bounded like everything else.
 */
export function compileArgumentSchema(inputSchema: unknown): ArgumentSchema {
  try {
    const budget: PatternBudget = { left: 0 };
    const survey = surveySchema(inputSchema, budget);
    if (typeof survey === "string") return { kind: "unusable", problem: survey };
    const validate = compile(survey.root, budget);
    if (typeof validate === "string") return { kind: "unusable", problem: validate };
    return { kind: "usable", check: (args) => check(args, survey, validate, budget) };
  } catch (error) {
    // Whatever a library throws at a schema (its own errors, a stack too deep), the schema is at fault.
    const reason = error instanceof Error ? clip(error.message) : "unknown error";
    return { kind: "unusable", problem: `The schema can't be compiled: ${reason}.` };
  }
}

function check(
  args: JsonObject,
  survey: SchemaFindings,
  validate: ValidateFunction,
  budget: PatternBudget,
): ArgumentMismatch | null {
  try {
    if (longestListIn(args) > (survey.hasUniqueItems ? uniqueListMax : longListMax)) return TOO_LONG;
    resetBudget(budget);
    for (const name of Object.keys(args)) {
      if (!survey.names.has(name) && !survey.namePatterns.some((pattern) => pattern.test(name))) {
        return { code: "schema_mismatch", detail: `it has no argument \`${clip(name)}\`` };
      }
    }
    return validate(args) ? null : { code: "schema_mismatch", detail: describe(validate.errors?.[0]) };
  } catch (error) {
    // RangeError is a stack too deep: arguments nested further than any front door lets in.
    if (error instanceof PatternInputTooLong || error instanceof RangeError) return TOO_LONG;
    throw error;
  }
}

const TOO_LONG: ArgumentMismatch = { code: "argument_too_long", detail: "they are too long to be checked" };

function describe(error: ErrorObject | undefined): string {
  if (error === undefined) return "they don't fit";
  const at = error.instancePath === "" ? "they" : `\`${clip(error.instancePath.slice(1))}\``;
  return `${at} ${clip(error.message ?? "don't fit")}`;
}

const DRAFT_07 = /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/;
const DRAFT_2020 = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;

// Servers use keywords of their own; strictness about them would make good schemas unusable.
const OPTIONS: Options = { strict: false, logger: false, validateFormats: false, ownProperties: true };

/**
 * What checks schemas against their own dialect: costly to make, so kept, one of each. What compiles a schema is made anew
 * for each: it keeps all it ever compiled.
 */
let checker07: Ajv | null = null;
let checker2020: Ajv2020 | null = null;

/** A sentence for a schema that isn't one. */
function compile(root: JsonObject, budget: PatternBudget): ValidateFunction | string {
  const { $schema: dialect, $id: _id, ...schema } = root;
  const regExp = Object.assign((pattern: string) => compileSchemaPattern(pattern, budget), { code: "schemaPattern" });
  const options: Options = { ...OPTIONS, meta: false, validateSchema: false, code: { regExp } };
  if (dialect === undefined || (typeof dialect === "string" && DRAFT_2020.test(dialect))) {
    checker2020 ??= new Ajv2020(OPTIONS);
    if (checker2020.validateSchema(schema) !== true) return wrongSchema(checker2020);
    return new Ajv2020(options).compile(schema);
  }
  if (typeof dialect === "string" && DRAFT_07.test(dialect)) {
    checker07 ??= new Ajv(OPTIONS);
    if (checker07.validateSchema(schema) !== true) return wrongSchema(checker07);
    return new Ajv(options).compile(schema);
  }
  return "The schema is of a dialect other than 2020-12 and draft-07.";
}

function wrongSchema(checker: Ajv): string {
  return `The schema isn't valid: ${describe(checker.errors?.[0])}.`;
}

function clip(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
