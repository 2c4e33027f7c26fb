import type { CompiledPolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import type { Decision } from "./decision";
import { planTraced } from "./plan-call";
import type { ToolCall } from "./tool-call";
import { type ExplainedRule, Trace } from "./trace";

/** Why a call is decided as it is. */
export interface Explanation {
  /** As if every limit had room. */
  readonly decision: Decision;
  /** Every rule that was looked at, in order, up to the one that decided. */
  readonly rules: readonly ExplainedRule[];
}

/** Judges a call by the code that judges real ones, and keeps what it looked at. Values of the call are cut to 200 characters. */
export function explainCall(policy: CompiledPolicy | null, call: ToolCall): Explanation {
  const trace = new Trace();
  const plan = planTraced(policy, call, trace);
  return { decision: decideCall(plan, { kind: "reserved", remaining: [] }), rules: trace.rules };
}
