import type { z } from "zod";

/**
 * A field that may be absent, with what editors and the reference page say of it. `standard` is what absence means; it is
 * shown, never filled in, so that a saved document stays as its author wrote it.
 */
export function field<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  standard?: string | number | boolean,
): z.ZodOptional<Schema> {
  return described(schema, description, standard).optional();
}

/** A field that must be there. */
export function described<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  standard?: string | number | boolean,
): Schema {
  return schema.meta({ ...schema.meta(), description, ...(standard === undefined ? {} : { default: standard }) });
}

/** "must be "a", "b" or "c"". */
export function oneOf(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? `must be ${last}` : `must be ${quoted.join(", ")} or ${last}`;
}
