import type { Tx } from "@policylayer/db";
import type { CallRow } from "./call-row";

/**
 * Writes the rows so that neither order nor repetition matters. A row has its intent when boot_id is set and its outcome when
 * gateway_ms is: the intent fills a row once (and once more when it ends a wait for a person, or the call went on without
 * Redis, whatever a reservation in doubt had recorded before), an outcome replaces nothing but "not known", and what brings
 * no news doesn't touch the row at all. In the order of the key, so that two workers can't wait for each other.
 */
export async function upsertCalls(tx: Tx, rows: readonly CallRow[]): Promise<void> {
  const ordered = [...rows].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  await tx.$executeRawUnsafe(UPSERT, JSON.stringify(ordered));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Columns that the intent brings, with their types. */
const INTENT_COLUMNS = {
  organization_id: "text",
  team_id: "text",
  grant_id: "text",
  grant_label: "text",
  server_id: "text",
  server_slug: "text",
  team_slug: "text",
  method: "text",
  tool: "text",
  decision: "text",
  code: "text",
  rule: "text",
  would_decision: "text",
  would_code: "text",
  approval_id: "text",
  policy_id: "text",
  policy_version: "integer",
  argument_keys: "text[]",
  limits: "jsonb",
  retry_after_ms: "double precision",
  session_id: "text",
  client_name: "text",
  protocol_version: "text",
  request_bytes: "integer",
  boot_id: "text",
  deadline: "timestamptz",
  degraded: "boolean",
};

/** Columns that the outcome brings. */
const OUTCOME_COLUMNS = {
  outcome: "text",
  upstream_status: "integer",
  response_bytes: "integer",
  gateway_ms: "double precision",
  upstream_ms: "double precision",
};

const COLUMNS = {
  id: "text",
  at: "timestamptz",
  ...INTENT_COLUMNS,
  ...OUTCOME_COLUMNS,
  message: "text",
  refunded: "boolean",
};
const NAMES = Object.keys(COLUMNS).join(", ");
const TYPED = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(", ");

/** What followed a wait for a person, over the record of the wait. */
const ENDS_WAIT = `(calls.decision = 'approval_required' AND calls.boot_id IS NOT NULL AND excluded.boot_id IS NOT NULL
  AND excluded.decision <> 'approval_required')`;
const BRINGS_INTENT = `((calls.boot_id IS NULL AND excluded.boot_id IS NOT NULL) OR ${ENDS_WAIT}
  OR (excluded.degraded AND NOT calls.degraded))`;
const BRINGS_OUTCOME = `(excluded.gateway_ms IS NOT NULL AND (calls.gateway_ms IS NULL
  OR (calls.outcome = 'unknown' AND excluded.outcome IS DISTINCT FROM 'unknown')))`;

function fill(columns: object, condition: string): string {
  return Object.keys(columns)
    .map((name) => `${name} = CASE WHEN ${condition} THEN excluded.${name} ELSE calls.${name} END`)
    .join(",\n  ");
}

const UPSERT = `INSERT INTO calls (${NAMES})
SELECT ${NAMES} FROM json_to_recordset($1::json) AS incoming (${TYPED})
ON CONFLICT (at, id) DO UPDATE SET
  ${fill(INTENT_COLUMNS, BRINGS_INTENT)},
  ${fill(OUTCOME_COLUMNS, `(${BRINGS_OUTCOME} OR (${ENDS_WAIT} AND calls.gateway_ms IS NULL))`)},
  message = CASE WHEN ${ENDS_WAIT} AND calls.gateway_ms IS NULL THEN excluded.message
    WHEN ${BRINGS_OUTCOME} THEN coalesce(excluded.message, calls.message)
    ELSE coalesce(calls.message, excluded.message) END,
  refunded = calls.refunded OR excluded.refunded
WHERE ${BRINGS_INTENT} OR ${BRINGS_OUTCOME} OR (excluded.refunded AND NOT calls.refunded)`;
