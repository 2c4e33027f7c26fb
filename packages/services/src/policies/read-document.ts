import { type ParsedPolicy, parsePolicy, parsePolicyValue } from "@policylayer/policy";
import { ServiceError } from "../errors";

type ReadablePolicy = Extract<ParsedPolicy, { ok: true }>;

/** The document in canonical form, or INVALID with everything that keeps it from being saved, placed in the text. */
export function readDocument(document: unknown): ReadablePolicy {
  const parsed = typeof document === "string" ? parsePolicy(document) : parsePolicyValue(document);
  if (parsed.ok) return parsed;
  const problems = parsed.problems.map(({ pointer, message, line, column }) => ({
    pointer,
    detail: message,
    line,
    column,
  }));
  const count = problems.length;
  const message = `The policy can't be saved: ${count === 1 ? "1 problem" : `${count} problems`}.`;
  throw new ServiceError("INVALID", message, { problems });
}
