import { newId } from "@policylayer/crypto";
import type { ReserveRequest } from "@policylayer/gate";
import { callIntent, NO_SERVER } from "../enforcement/call-intent";
import { failureOf } from "../enforcement/failure-mode";
import { recordOutcome } from "../enforcement/record-outcome";
import type { Binding, Grant } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";

/** What was refused without having been judged by a policy. */
export interface UnjudgedRefusal {
  readonly exchange: Exchange;
  /** As it was just known to be in force. */
  readonly grant: Grant;
  /** null: it is about no server of the grant. */
  readonly binding: Binding | null;
  /** Of the body. */
  readonly bytes: number;
  readonly caller: {
    readonly sessionId: string | null;
    readonly clientName: string | null;
    readonly protocolVersion: string | null;
  };
  readonly method: string;
  /** As the client wrote it; null for what has none. */
  readonly name: string | null;
  readonly decision: "deny" | "hide";
  readonly code: string;
}

/**
 * Records a refusal once the client has its answer, so that neither the answer nor its time tells anything. False when the store
 * didn't take it: what is refused needs no record to be safe. Never rejects because of the store.
 */
export async function recordRefusal(runtime: Runtime, refusal: UnjudgedRefusal): Promise<boolean> {
  const { now, gate, bootId } = runtime;
  const { exchange, grant, binding, bytes, caller, method, name, decision, code } = refusal;
  const record = { callId: newId("call"), caller, requestBytes: bytes, deadlineMs: now() };
  const verdict = { decision, code, rule: null, message: null, would: null };
  const { partition, epoch } = grant;
  const intent = callIntent(bootId, record, method, name, [], grant, binding ?? NO_SERVER, []);
  const reserved: ReserveRequest = { partition, epoch, sessionId: null, limits: [], intent, verdict };
  try {
    if ((await gate.reserve(reserved)).kind !== "reserved") return false;
  } catch (error) {
    if (failureOf(error) === null) throw error;
    return false;
  }
  recordOutcome(runtime, exchange, grant, record.callId, { outcome: null, message: null, upstreamMs: null });
  return true;
}
