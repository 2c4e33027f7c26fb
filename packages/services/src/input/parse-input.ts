import type { z } from "zod";
import { type InputProblem, ServiceError } from "../errors";

/** The parsed input, or INVALID with every problem found. Unknown fields are problems where the schema is strict. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(toProblems);
  const [first] = problems;
  const message =
    problems.length === 1 && first !== undefined
      ? `${first.pointer === "" ? "The input" : first.pointer} is not acceptable: ${first.detail}.`
      : `${problems.length} fields are not acceptable.`;
  throw new ServiceError("INVALID", message, { problems });
}

function toProblems(issue: z.core.$ZodIssue): InputProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ pointer: toPointer([...issue.path, key]), detail: "unknown field" }));
  }
  return [{ pointer: toPointer(issue.path), detail: lowerFirst(issue.message) }];
}

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
