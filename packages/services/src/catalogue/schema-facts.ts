import { z } from "zod";
import { cleanText } from "./clean-text";

const PARAMETERS_MAX = 80;
const VALUES_MAX = 40;
/** Members of a schema looked at, so that a bomb of them costs no more than a large schema. */
const MEMBERS_MAX = 10_000;

/** One parameter of a tool, as far as it is kept. Everything in it is somebody else's text, bounded and harmless. */
export const catalogueParameterSchema = z.object({
  name: z.string(),
  /** `string`, `array of string`, `object`, `string or null`; `any` where the schema doesn't say. */
  type: z.string(),
  required: z.boolean(),
  description: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
});
export type CatalogueParameter = z.output<typeof catalogueParameterSchema>;

export interface SchemaFacts {
  readonly parameters: CatalogueParameter[];
  /** Of all, also of those that weren't kept. */
  readonly parameterCount: number;
  readonly requiredCount: number;
  /** Whether arguments that the schema doesn't name are accepted. */
  readonly acceptsUnknown: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** What an input schema says of a tool's arguments, one level deep: nothing is resolved and nothing is fetched. */
export function schemaFacts(schema: unknown): SchemaFacts {
  if (!isFields(schema)) return { parameters: [], parameterCount: 0, requiredCount: 0, acceptsUnknown: true };
  const properties = isFields(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? schema.required.slice(0, MEMBERS_MAX) : []);
  const parameters: CatalogueParameter[] = [];
  let parameterCount = 0;
  let requiredCount = 0;
  for (const name in properties) {
    if (!Object.hasOwn(properties, name)) continue;
    if (parameterCount === MEMBERS_MAX) break;
    parameterCount++;
    if (required.has(name)) requiredCount++;
    if (parameters.length < PARAMETERS_MAX) parameters.push(parameterOf(name, properties[name], required.has(name)));
  }
  return { parameters, parameterCount, requiredCount, acceptsUnknown: schema.additionalProperties !== false };
}

/** The schema again, as far as the facts go: what rules are recommended by. */
export function schemaOfFacts(parameters: readonly CatalogueParameter[], acceptsUnknown: boolean): Fields {
  const properties = parameters.map(({ name, required: _, type, ...facts }): [string, Fields] => {
    const item = type.startsWith("array of ") ? type.slice("array of ".length) : null;
    if (item === null) return [name, { ...typeKeyword(type), ...facts }];
    const { enum: values, ...rest } = facts;
    return [name, { type: "array", items: { ...typeKeyword(item), ...(values && { enum: values }) }, ...rest }];
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    ...(acceptsUnknown ? {} : { additionalProperties: false }),
  };
}

function parameterOf(name: string, property: unknown, required: boolean): CatalogueParameter {
  const shown = cleanText(name, 100) ?? "?";
  if (!isFields(property)) return { name: shown, type: "any", required };
  const items = isFields(property.items) ? property.items : null;
  const values = valuesOf(property) ?? (items === null ? undefined : valuesOf(items));
  const facts = {
    description: cleanText(property.description, 240) ?? undefined,
    enum: values,
    minimum: finite(property.minimum),
    maximum: finite(property.maximum),
    pattern:
      typeof property.pattern === "string" && property.pattern.length <= 200
        ? (cleanText(property.pattern, 200) ?? undefined)
        : undefined,
    format: cleanText(property.format, 40) ?? undefined,
  };
  const said = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { name: shown, type: typeOf(property, items), required, ...Object.fromEntries(said) };
}

const TYPES: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

function typeOf(property: Fields, items: Fields | null): string {
  const named = (Array.isArray(property.type) ? property.type.slice(0, 7) : [property.type]).filter((type) =>
    TYPES.has(type),
  );
  if (named.length === 1 && named[0] === "array" && items !== null && TYPES.has(items.type))
    return `array of ${items.type}`;
  return named.length === 0 ? "any" : named.join(" or ");
}

function typeKeyword(type: string): Fields {
  if (type === "any") return {};
  const types = type.split(" or ");
  return { type: types.length === 1 ? type : types };
}

function valuesOf(property: Fields): (string | number | boolean)[] | undefined {
  const listed = Array.isArray(property.enum) ? property.enum : property.const === undefined ? [] : [property.const];
  const values = listed.slice(0, VALUES_MAX).flatMap((value: unknown) => {
    if (typeof value === "string") return cleanText(value, 80) ?? [];
    return typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)) ? value : [];
  });
  return values.length === 0 ? undefined : values;
}

function finite(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
