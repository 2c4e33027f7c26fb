import { type CallOutcome, parseAuditEntry } from "@policylayer/gate";
import { type CallRow, callRow, type KnownCall } from "./call-row";
import type { StreamEntry } from "./stream-entry";

/** A row, and the entries that it stands for. */
export interface JoinedCall {
  readonly row: CallRow;
  readonly entries: readonly StreamEntry[];
}

export interface JoinedEntries {
  readonly calls: JoinedCall[];
  readonly unreadable: StreamEntry[];
}

/** Entries of one batch, in any order and with repetitions, as one row per call. Never throws. */
export function joinEntries(entries: readonly StreamEntry[]): JoinedEntries {
  const known = new Map<string, { call: KnownCall; entries: StreamEntry[] }>();
  const unreadable: StreamEntry[] = [];
  for (const entry of entries) {
    const record = parseAuditEntry(entry.fields);
    if (record === null) {
      unreadable.push(entry);
      continue;
    }
    const id = record.kind === "intent" ? record.intent.callId : record.outcome.callId;
    const found = known.get(id) ?? { call: NOTHING, entries: [] };
    const { call } = found;
    found.call =
      record.kind === "intent"
        ? { ...call, intent: inForce(call.intent, record) }
        : {
            ...call,
            outcome: better(call.outcome, record.outcome),
            refunded: call.refunded || record.refunded,
          };
    found.entries.push(entry);
    known.set(id, found);
  }
  const calls: JoinedCall[] = [];
  for (const [id, { call, entries }] of known) {
    const row = rowOrNull(id, call);
    if (row === null) unreadable.push(...entries);
    else calls.push({ row, entries });
  }
  return { calls, unreadable };
}

const NOTHING: KnownCall = { intent: null, outcome: null, refunded: false };

/**
 * A call that waits for a person is recorded when it begins to, and again when it was decided: whatever follows the wait
 * replaces it, in either order. A call which went on without Redis did so whatever a reservation in doubt had recorded.
 * Otherwise the first one stays. The upsert decides in the same way.
 */
function inForce(first: KnownCall["intent"], second: NonNullable<KnownCall["intent"]>): KnownCall["intent"] {
  if (first === null) return second;
  const endsWait = first.decision === "approval_required" && second.decision !== "approval_required";
  return endsWait || (second.degraded && !first.degraded) ? second : first;
}

/** The first one stays, except that anything is better than not knowing. The upsert decides in the same way. */
function better(first: CallOutcome | null, second: CallOutcome): CallOutcome {
  return first === null || (first.outcome === "unknown" && second.outcome !== "unknown") ? second : first;
}

function rowOrNull(id: string, call: KnownCall): CallRow | null {
  try {
    return callRow(id, call);
  } catch {
    // An id without a time in it, or a deadline outside the calendar: not written by a proxy of ours.
    return null;
  }
}
