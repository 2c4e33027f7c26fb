import { findFailingTests } from "./find-failing-tests";
import { type ParsedPolicy, readPolicy } from "./read-policy";

/**
 * Reads a document as written and returns it in canonical form, or everything that keeps it from being saved. Its own tests
 * are run when nothing else is wrong with it.
 */
export function parsePolicy(text: string): ParsedPolicy {
  return readPolicy(text, findFailingTests);
}

/**
 * The same for a document that arrives as a value, e.g. in a JSON body. Lines and columns are those of
 * `JSON.stringify(value, null, 2)`. Whoever parsed the body must have refused duplicate names: a value can't show them.
 */
export function parsePolicyValue(value: unknown): ParsedPolicy {
  const text = stringify(value);
  if (text !== undefined) return parsePolicy(text);
  const message = 'A policy must be a JSON object like {"version": "1", "default": "deny"}.';
  return { ok: false, problems: [{ pointer: "", line: 1, column: 1, message, code: "invalid_value" }] };
}

/** undefined for what JSON can't hold: undefined itself, functions, cycles, big integers, nesting beyond the stack. */
function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, null, 2);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}
