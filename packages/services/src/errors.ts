/** Why a verb didn't do what was asked. Stable; the edges map each to a status or a form error. */
export type ServiceErrorCode =
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "INVALID"
  | "CONFLICT"
  | "PRECONDITION_REQUIRED"
  | "PRECONDITION_FAILED"
  | "TOO_MANY_ATTEMPTS"
  | "UPSTREAM_UNREACHABLE"
  | "UPSTREAM_NOT_MCP"
  | "NOT_YET_IN_FORCE"
  | "STORE_UNAVAILABLE";

/** One thing to mend in the input. */
export interface InputProblem {
  /** RFC 6901 pointer into the input; "" for the whole of it. For a policy's text: into that document. */
  readonly pointer: string;
  /** One sentence for people; never holds a secret. */
  readonly detail: string;
  /** 1-based, where the input was a text. */
  readonly line?: number;
  readonly column?: number;
}

export interface ServiceErrorExtras {
  readonly problems?: readonly InputProblem[];
  /** Milliseconds after which the same attempt is accepted again. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** An expected refusal. `message` is a sentence that may be shown to the person who asked. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: ServiceErrorCode;
  readonly problems: readonly InputProblem[];
  readonly retryAfterMs: number | null;

  constructor(code: ServiceErrorCode, message: string, extras: ServiceErrorExtras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.code = code;
    this.problems = extras.problems ?? [];
    this.retryAfterMs = extras.retryAfterMs ?? null;
  }
}

/** Also true for an error made by another copy of this module: a bundler may load it more than once in a process. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof ServiceError || (error instanceof Error && error.name === "ServiceError" && "code" in error);
}

/** Absent and foreign alike. `pointer` says which part of the input named it, when it wasn't the address itself. */
export function notFound(what: string, pointer?: string): ServiceError {
  const message = `There is no such ${what} in this organization.`;
  return new ServiceError(
    "NOT_FOUND",
    message,
    pointer === undefined ? {} : { problems: [{ pointer, detail: message }] },
  );
}

/** Input that can't be accepted, for one reason. */
export function invalid(pointer: string, detail: string): ServiceError {
  return new ServiceError("INVALID", detail, { problems: [{ pointer, detail }] });
}
