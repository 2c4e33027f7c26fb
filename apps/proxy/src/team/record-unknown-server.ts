import { recordRefusal } from "../requests/record-refusal";
import type { Runtime } from "../runtime";
import type { Caller } from "../sessions/caller";
import type { TeamGrantRequest } from "./team-request";

/**
 * Records that a client named a thing of no server of its grant: `hide`, as for a thing that doesn't exist, with the code
 * `unknown_server`, of no server, and with the name as the client wrote it. To be called once that was answered.
 */
export async function recordUnknownServer(
  runtime: Runtime,
  request: TeamGrantRequest & { readonly caller: Caller },
  method: string,
  name: string,
): Promise<void> {
  const refusal = { ...request, binding: null, method, name, decision: "hide", code: "unknown_server" } as const;
  runtime.metrics.count("policylayer_calls_total", "hide");
  await recordRefusal(runtime, refusal);
}
