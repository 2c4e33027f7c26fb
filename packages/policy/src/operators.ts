/** Every operator of a condition, with what it asks of the value at its path. Data: schema, checks, judge and docs read it. */
export const operatorNames = [
  "eq",
  "neq",
  "in",
  "not_in",
  "lt",
  "lte",
  "gt",
  "gte",
  "regex",
  "contains",
  "exists",
  "starts_with",
  "ends_with",
  "glob",
  "length_lte",
  "length_gte",
  "type",
] as const;

export type Operator = (typeof operatorNames)[number];

export const valueTypeNames = ["string", "number", "integer", "boolean", "array", "object"] as const;

export type ValueTypeName = (typeof valueTypeNames)[number];

/** What an operator's `value` must be in a document; finishes the sentence "`value` of `lt` …". */
export const operandMust: Readonly<Record<Operator, string>> = {
  eq: "must be text, a number, true or false",
  neq: "must be text, a number, true or false",
  in: "must be a list of 1 to 1000 texts, numbers, true or false",
  not_in: "must be a list of 1 to 1000 texts, numbers, true or false",
  lt: "must be a number or text",
  lte: "must be a number or text",
  gt: "must be a number or text",
  gte: "must be a number or text",
  regex: "must be a regular expression of 1 to 512 characters",
  contains: "must be text, a number, true or false",
  exists: "must be true or false, or left out for true",
  starts_with: "must be text",
  ends_with: "must be text",
  glob: "must be a glob of 1 to 256 characters",
  length_lte: "must be a whole number, 0 or more",
  length_gte: "must be a whole number, 0 or more",
  type: `must be ${valueTypeNames.map((name) => `"${name}"`).join(", ")}`,
};

/** One sentence for each operator, for people: the editor's help and the reference page. */
export const operatorDescriptions: Readonly<Record<Operator, string>> = {
  eq: "The value is this one: same type, same value. Text compares by exact code points.",
  neq: "The value is another one of the same type, or missing.",
  in: "The value is one of the list.",
  not_in: "The value is none of the list, or missing.",
  lt: "Less than: numbers with numbers, texts with texts (by their UTF-16 units).",
  lte: "Less than or equal.",
  gt: "Greater than.",
  gte: "Greater than or equal.",
  regex: "The text holds a match of an RE2 regular expression; write ^ and $ to mean the whole of it.",
  contains: "The text holds this text, or the list holds this item.",
  exists: "The value is there and not null; with false, the other way round.",
  starts_with: "The text begins with this text.",
  ends_with: "The text ends with this text.",
  glob: "The whole text matches: * is any run of characters, ? is one.",
  length_lte: "The text has at most this many characters (code points), or the list this many items.",
  length_gte: "The text has at least this many characters (code points), or the list this many items.",
  type: "The value has this type; a whole number is both an integer and a number.",
};
