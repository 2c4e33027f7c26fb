import { z } from "zod";
import { factDescriptions, factTypes } from "./condition-path";
import { approveClauseSchema, comparisonSchema, denyClauseSchema, groupsSchema } from "./condition-schema";
import { costSchema, limitSchema, shorthandSchema } from "./limit-schema";
import { operandMust, operatorDescriptions, operatorNames } from "./operators";
import { type PolicyExample, policyExamples } from "./policy-examples";
import { accessSchema, policyDocumentSchema, serverRequestsSchema } from "./policy-schema";
import { policyTestSchema, testAsSchema } from "./policy-test-schema";
import { type ReasonCode, reasonCodes } from "./reason-codes";
import { approvalSchema, ruleSchema } from "./rule-schema";

/** One thing a person can write or read: a field of some part of a document, an operator, a fact, or a code of a decision. */
export interface ReferenceEntry {
  readonly kind: "field" | "operator" | "fact" | "code";
  /** For a field: the part of the document it belongs to, e.g. "Rule". */
  readonly section: string;
  readonly name: string;
  /** In words, e.g. `"allow" or "deny"`, "whole number, 0 or more"; for a code, empty. */
  readonly type: string;
  readonly isRequired: boolean;
  /** As JSON; null when there is none. */
  readonly default: string | null;
  readonly description: string;
  /** The `id` of an example that shows it; null where nothing is to be shown (a code). */
  readonly example: string | null;
}

const SECTIONS: readonly (readonly [title: string, schema: z.ZodObject])[] = [
  ["Document", policyDocumentSchema],
  ["Rule", ruleSchema],
  ["Condition", comparisonSchema],
  ["Group of conditions", groupsSchema],
  ["Item of deny_if", denyClauseSchema],
  ["Item of approve_if", approveClauseSchema],
  ["Approval", approvalSchema],
  ["Limit", limitSchema],
  ["Cost", costSchema],
  ["rate_limit", shorthandSchema],
  ["Resources and prompts", accessSchema],
  ["Server requests", serverRequestsSchema],
  ["Test", policyTestSchema],
  ["Test: as", testAsSchema],
];

/** The whole language as data, made from the schema that documents are checked by: fields, operators, facts, codes. */
export function policyReference(): readonly ReferenceEntry[] {
  const examples = policyExamples();
  return [
    ...SECTIONS.flatMap(([section, schema]) => fieldsOf(section, schema, examples)),
    ...operatorNames.map((name): ReferenceEntry => {
      const type = operandMust[name].replace(/^must be /, "");
      const isRequired = name !== "exists";
      const description = operatorDescriptions[name];
      const example = exampleOf(`op ${name}`, examples);
      return { kind: "operator", section: "Operators", name, type, isRequired, default: null, description, example };
    }),
    ...factEntries(examples),
    ...Object.entries(reasonCodes).map(([name, description]): ReferenceEntry => codeEntry(name, description)),
  ];
}

function fieldsOf(section: string, schema: z.ZodObject, examples: readonly PolicyExample[]): ReferenceEntry[] {
  const { properties = {}, required = [], $defs = {} } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).flatMap(([name, written]): ReferenceEntry[] => {
    if (typeof written === "boolean") return [];
    const property = resolved(written, $defs);
    return [
      {
        kind: "field",
        section,
        name,
        type: typeOf(property),
        isRequired: required.includes(name),
        default: property.default === undefined ? null : JSON.stringify(property.default),
        description: property.description ?? "",
        example: exampleOf(`${section}.${name}`, examples),
      },
    ];
  });
}

/** What refers to itself somewhere stands under `$defs`, with what is said of it; a condition stays a reference. */
function resolved(schema: JsonSchema, $defs: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const name = schema.$ref?.replace("#/$defs/", "");
  const target = name === undefined || name === "condition" ? undefined : $defs[name];
  if (target === undefined) return schema;
  const { $ref: _ref, ...own } = schema;
  return { ...resolved(target, $defs), ...own };
}

function factEntries(examples: readonly PolicyExample[]): ReferenceEntry[] {
  const base = { kind: "fact", section: "Facts", isRequired: false, default: null } as const;
  const facts = Object.entries(factDescriptions).map(([name, description]): ReferenceEntry => {
    const type = Object.entries(factTypes).some(([fact, kind]) => fact === name && kind === "number")
      ? "number"
      : "text";
    return { ...base, name, type, description, example: exampleOf(`fact ${name}`, examples) };
  });
  const name = "tool.annotations.…";
  const description = "What the server says of the tool, e.g. `tool.annotations.readOnlyHint`: a hint, unproved.";
  return [...facts, { ...base, name, type: "any", description, example: exampleOf(`fact ${name}`, examples) }];
}

function codeEntry(name: string, description: (typeof reasonCodes)[ReasonCode]): ReferenceEntry {
  return {
    kind: "code",
    section: "Codes",
    name,
    type: "",
    isRequired: false,
    default: null,
    description,
    example: null,
  };
}

function exampleOf(subject: string, examples: readonly PolicyExample[]): string | null {
  return examples.find(({ shows }) => shows.includes(subject))?.id ?? null;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A JSON Schema in a few words. */
function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return orList(schema.enum.map((value) => JSON.stringify(value)));
  if (schema.$ref?.endsWith("condition")) return "condition";
  if (schema.anyOf !== undefined) return orList([...new Set(schema.anyOf.map(typeOf))]);
  if (Array.isArray(schema.type)) return orList(schema.type.map((type) => typeOf({ type })));
  switch (schema.type) {
    case "integer":
      return `whole number${rangeOf(schema)}`;
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "array":
      return `list of ${listed(schema)}`;
    default:
      return typeof schema.type === "string" ? schema.type : "any JSON value";
  }
}

function listed({ items }: JsonSchema): string {
  if (typeof items !== "object" || Array.isArray(items)) return "values";
  const type = typeOf(items);
  return type === "text" ? "texts" : type === "object" ? "objects" : type === "condition" ? "conditions" : type;
}

function rangeOf({ minimum, maximum }: JsonSchema): string {
  if (minimum === undefined) return "";
  return maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER
    ? `, ${minimum} or more`
    : `, ${minimum} to ${maximum}`;
}

function orList(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}
