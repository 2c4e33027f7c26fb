import type { JsonRpcId } from "@policylayer/mcp";
import type { Enforcement } from "../enforcement/enforcement";
import { answerFailure } from "../enforcement/failure-mode";
import type { Runtime } from "../runtime";
import { forgetCaller, refuseUnauthorized } from "./require-current";
import type { CallerRequest } from "./session-request";

/** Answers a request that could not be judged. Nothing of it was recorded or sent. */
export function answerUndecided(
  runtime: Runtime,
  { exchange, caller }: Pick<CallerRequest, "exchange" | "caller">,
  kind: Exclude<Enforcement["kind"], "decided">,
  id: JsonRpcId,
  callId: string,
): void {
  switch (kind) {
    case "gone":
      refuseUnauthorized(exchange);
      return;
    case "no_binding":
      exchange.problem("not_found");
      return;
    case "no_session":
      forgetCaller(runtime, caller);
      exchange.problem("session_not_found");
      return;
    case "backlog":
      answerFailure(exchange, runtime.metrics, "audit_unavailable", id, callId);
      return;
    case "unsettled":
      answerFailure(exchange, runtime.metrics, "directory_unavailable", id, callId);
      return;
  }
}
