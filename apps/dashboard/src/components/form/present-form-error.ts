import "server-only";
import { isServiceError } from "@policylayer/services/errors";
import type { FormError } from "./action-result";

/** An expected refusal as a form shows it. Throws anything else again: a bug is for the log, not for people. */
export function presentFormError(error: unknown): FormError {
  if (!isServiceError(error)) throw error;
  return {
    code: error.code,
    message: error.message,
    problems: error.problems.map(({ pointer, detail, line, column }) => ({ pointer, detail, line, column })),
  };
}
