import { isRecord } from "./is-record";

export interface FoundProperty {
  readonly name: string;
  readonly property: Readonly<Record<string, unknown>>;
  /** Inside another parameter. */
  readonly isNested: boolean;
}

export interface FlatSchema {
  readonly found: readonly FoundProperty[];
  /** Names without a schema of their own count too: what they allow isn't said. */
  readonly bare: readonly string[];
  /** False if there was more than is looked at. */
  readonly isWhole: boolean;
}

const PROPERTIES_MAX = 1_000;
const DEPTH_MAX = 12;
const VISITS_MAX = 3_000;
const REFERENCES_MAX = 4;
const BRANCHES = ["allOf", "anyOf", "oneOf"] as const;

/**
 * Every parameter a call can carry: of the schema itself, of its branches, behind local references, and inside objects and
 * lists. A schema that refers to itself or branches without end is cut off where the bounds are, and that is told.
 */
export function flattenSchema(schema: unknown): FlatSchema {
  const found: FoundProperty[] = [];
  const bare: string[] = [];
  let isWhole = true;
  let visits = 0;
  const visit = (part: unknown, depth: number, isNested: boolean) => {
    const node = resolved(part, schema);
    if (node === null) return;
    visits += 1;
    if (depth > DEPTH_MAX || visits > VISITS_MAX || found.length + bare.length >= PROPERTIES_MAX) {
      isWhole = false;
      return;
    }
    if (isRecord(node.properties)) {
      for (const name in node.properties) {
        if (found.length + bare.length >= PROPERTIES_MAX) {
          isWhole = false;
          break;
        }
        const property = resolved(node.properties[name], schema);
        if (property === null) bare.push(name);
        else {
          found.push({ name, property, isNested });
          if (hasParts(property)) visit(property, depth + 1, true);
        }
      }
    }
    if (node.items !== undefined) visit(node.items, depth + 1, isNested);
    for (const key of BRANCHES) {
      const branches = node[key];
      if (Array.isArray(branches)) for (const branch of branches.slice(0, 100)) visit(branch, depth + 1, isNested);
    }
  };
  visit(schema, 0, false);
  return { found, bare, isWhole };
}

function hasParts({ properties, items, allOf, anyOf, oneOf }: Readonly<Record<string, unknown>>): boolean {
  return (
    properties !== undefined || items !== undefined || allOf !== undefined || anyOf !== undefined || oneOf !== undefined
  );
}

/** What a local reference points at; a foreign one, or one that leads in a circle, says nothing. */
function resolved(part: unknown, root: unknown): Readonly<Record<string, unknown>> | null {
  let at = part;
  for (let hops = 0; hops < REFERENCES_MAX; hops += 1) {
    if (!isRecord(at)) return null;
    if (typeof at.$ref !== "string") return at;
    const target = pointedAt(at.$ref, root);
    if (target === undefined) return at;
    at = target;
  }
  return null;
}

const STEPS_MAX = 8;

function pointedAt(reference: string, root: unknown): unknown {
  if (!reference.startsWith("#/") || reference.length > 300) return undefined;
  let at: unknown = root;
  for (const step of reference.slice(2).split("/").slice(0, STEPS_MAX)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (!isRecord(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** The texts a parameter can be: of its enumeration, its constant, or those of its branches. undefined: any. */
export function choicesOf(property: Readonly<Record<string, unknown>>): string[] | undefined {
  const own = ownChoices(property);
  if (own !== undefined) return own;
  const parts = [property.items, ...BRANCHES.flatMap((key) => (Array.isArray(property[key]) ? property[key] : []))];
  let choices: string[] | undefined;
  for (const part of parts.slice(0, 500)) {
    const found = isRecord(part) ? ownChoices(part) : undefined;
    if (found !== undefined) choices = [...(choices ?? []), ...found];
  }
  return choices;
}

function ownChoices(property: Readonly<Record<string, unknown>>): string[] | undefined {
  if (Array.isArray(property.enum)) return property.enum.filter((value): value is string => typeof value === "string");
  return typeof property.const === "string" ? [property.const] : undefined;
}
