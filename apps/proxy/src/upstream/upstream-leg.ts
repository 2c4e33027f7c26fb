import type { ClassifiedNotification, Forwardable, JsonObject, JsonRpcId } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { InFlightCall } from "../sessions/in-flight-calls";
import type { FrameSink } from "./frame-sink";
import type { UpstreamResult } from "./upstream-result";

/** A request that may go to the upstream, as it is to be sent. */
export interface LegRequest {
  /** What it was let through by. */
  readonly rights: Rights;
  readonly message: Extract<Forwardable, { readonly id: JsonRpcId }>;
  /** Where the notifications that come before the answer go; null drops them. */
  readonly sink: FrameSink | null;
  /** null: nobody can cancel it. */
  readonly inFlight: InFlightCall | null;
  /** Instead of the ordinary time. */
  readonly timeoutMs?: number;
}

/** What came of it, and whether the session is lost for good. */
export interface Sent {
  readonly result: UpstreamResult;
  readonly isLost: boolean;
}

/**
 * How a client's requests reach their upstream: in which session, under which revision, and how the answers come back in the
 * client's own. Never rejects but with `StoreUnavailable`, and never sends twice what may have run.
 */
export interface UpstreamLeg {
  send(request: LegRequest): Promise<Sent>;
  /** A list of tools, compared with what was approved and filtered, as the client's era can read it. Absent: as it is. */
  present?(toolList: JsonObject): JsonObject;
}

/** The leg of a session, which carries also what belongs to no request. */
export interface SessionUpstreamLeg extends UpstreamLeg {
  /** A notification of the client. What isn't the upstream's business is `accepted` without having been sent. */
  notify(rights: Rights, notification: ClassifiedNotification): Promise<Sent>;
  /**
   * Relays what the upstream has to say outside of answers to the client's GET. Null once that has ended, or was answered; else the
   * status that the upstream refused it with, 0 without one.
   */
  listen(rights: Rights, lastEventId: string | null): Promise<number | null>;
}

/** Of a request that was cancelled before it left. */
export const CANCELLED_UNSENT: Sent = {
  result: { kind: "not_sent", reason: "cancelled", mayRetry: false },
  isLost: false,
};

/** Of a notification that is none of the upstream's business. */
export const UNSENT_NOTIFICATION: Sent = { result: { kind: "accepted", status: 202 }, isLost: false };
