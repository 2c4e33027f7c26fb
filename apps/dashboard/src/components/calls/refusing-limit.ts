import { windowInWords } from "../policy/window-words";

export interface RefusingLimit {
  /** "run_procedure_rate: 10 a minute" */
  readonly words: string;
  /** When the same call fits again; null when the row doesn't say. */
  readonly roomAt: string | null;
}

/** The limit that refused a call, out of those it was held against; null for a call that none refused. */
export function refusingLimit(call: {
  readonly at: string;
  readonly decision: string;
  readonly rule: string | null;
  readonly limits: unknown;
  readonly retry_after_ms: number | null;
  readonly would: { readonly decision: string } | null;
}): RefusingLimit | null {
  if ((call.would?.decision ?? call.decision) !== "rate_limited" || !Array.isArray(call.limits)) return null;
  for (const limit of call.limits as readonly unknown[]) {
    if (typeof limit !== "object" || limit === null || !("pointer" in limit) || limit.pointer !== call.rule) continue;
    if (!("counter" in limit) || !("max" in limit) || !("window" in limit)) continue;
    const { counter, max, window } = limit;
    if (typeof counter !== "string" || typeof max !== "number") continue;
    if (typeof window !== "string" && typeof window !== "number") continue;
    const retryMs = call.retry_after_ms;
    return {
      words: `${counter}: ${max} ${windowInWords(window)}`,
      roomAt: retryMs === null ? null : new Date(Date.parse(call.at) + retryMs).toISOString(),
    };
  }
  return null;
}
