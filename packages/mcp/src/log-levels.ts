/** The levels of RFC 5424, as MCP names them (2025-11-25, server/utilities/logging). */
const LOG_LEVELS = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export function isLogLevel(value: unknown): value is LogLevel {
  return LOG_LEVELS.some((level) => level === value);
}

/** Whether a log at level `a` says more than one at level `b`; also, whether a message of level `a` is too small for `b`. */
export function isMoreVerbose(a: LogLevel, b: LogLevel): boolean {
  return LOG_LEVELS.indexOf(a) < LOG_LEVELS.indexOf(b);
}
