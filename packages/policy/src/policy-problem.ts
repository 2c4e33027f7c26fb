import type { JsonPath } from "./json-pointer";

/** Why a document can't be saved. Stable: the REST API and the editor show these. */
export type ProblemCode =
  | "syntax"
  | "too_large"
  | "too_deep"
  | "duplicate_key"
  | "bad_character"
  | "unknown_field"
  | "missing_field"
  | "invalid_value"
  | "too_many"
  | "contradiction"
  | "duplicate"
  | "counter_conflict"
  | "glob_tie"
  | "invalid_path"
  | "invalid_pattern"
  | "test_failed";

/** One thing to mend before a document can be saved. */
export interface PolicyProblem {
  /** RFC 6901 pointer into the document as written; "" for the whole of it, and for text that isn't JSON. */
  readonly pointer: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units as editors count them. */
  readonly column: number;
  /** One sentence that says what to do. */
  readonly message: string;
  readonly code: ProblemCode;
}

/** A problem that isn't placed in the text yet. */
export interface Finding {
  readonly path: JsonPath;
  /** Whether the field's name is at fault (an unknown field) or its value. */
  readonly at: "key" | "value";
  readonly code: ProblemCode;
  readonly message: string;
}
