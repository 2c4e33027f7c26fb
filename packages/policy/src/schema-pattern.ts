import { RE2JS } from "re2js";
import { patternInputMax } from "./judging";

/** Thrown out of a validation that would have to match too much text; the call is denied. */
export class PatternInputTooLong extends Error {}

const PATTERN_LENGTH_MAX = 4096;
const PROGRAM_SIZE_MAX = 5000;
const TEXT_PER_CALL_MAX = 16 * patternInputMax;

/** The text that one validation may still give to patterns. */
export interface PatternBudget {
  left: number;
}

export interface SchemaPattern {
  test(text: string): boolean;
  toString(): string;
}

export function resetBudget(budget: PatternBudget): void {
  budget.left = TEXT_PER_CALL_MAX;
}

/**
 * A pattern of a JSON Schema, which is written in JavaScript's dialect, run in linear time. Throws for what RE2 doesn't
 * have, which makes the schema unusable. Named by `toString` because ajv keeps patterns by it.
 */
export function compileSchemaPattern(pattern: string, budget: PatternBudget): SchemaPattern {
  if (pattern.length > PATTERN_LENGTH_MAX) throw new RangeError("a pattern is too long");
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  if (compiled.programSize() > PROGRAM_SIZE_MAX) throw new RangeError("a pattern is too large");
  return {
    toString: () => `/${pattern}/u`,
    test(text) {
      budget.left -= text.length;
      if (text.length > patternInputMax || budget.left < 0)
        throw new PatternInputTooLong("too much text for a pattern");
      return compiled.test(text);
    },
  };
}
