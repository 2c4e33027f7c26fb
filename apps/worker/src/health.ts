import { createServer, type Server } from "node:http";
import type { DrainAudit } from "./jobs/drain-audit";
import type { Outages } from "./outages";

/** A drain loop that hasn't come round for this long hangs, whatever the reason. Its longest wait is about 15 seconds. */
const TURN_MS_MAX = 30_000;

export interface HealthDeps {
  readonly drain: DrainAudit;
  readonly outages: Outages;
  readonly lostRecords: { readonly lost: number };
  readonly startedMs: number;
  readonly nowMs?: () => number;
}

export interface Health {
  readonly ok: boolean;
  readonly lag_ms: number;
  readonly last_drain_at: string | null;
  readonly rows_written: number;
  readonly dead_letters: number;
  readonly lost_records: number;
  readonly outages: readonly { what: string; since: string }[];
}

/** How the worker is. `ok` is false while a dependency or a job fails, or the drain doesn't come round. */
export function readHealth({ drain, outages, lostRecords, startedMs, nowMs = Date.now }: HealthDeps): Health {
  const turnedMs = Math.max(drain.lastTurnMs, startedMs);
  const isTurning = nowMs() - turnedMs < TURN_MS_MAX;
  const current = outages.current();
  return {
    ok: isTurning && current.length === 0,
    lag_ms: drain.lagMs,
    last_drain_at: drain.lastDrainMs === null ? null : new Date(drain.lastDrainMs).toISOString(),
    rows_written: drain.rowsWritten,
    dead_letters: drain.deadLetters,
    lost_records: lostRecords.lost,
    outages: current,
  };
}

/** `GET /healthz`: 200 while all is well, 503 otherwise, with the same body. Anything else is 404. Not listening yet. */
export function buildHealthServer(deps: HealthDeps): Server {
  return createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const isHealth = request.method === "GET" && request.url?.split("?")[0] === "/healthz";
    const health = isHealth ? readHealth(deps) : null;
    const status = health === null ? 404 : health.ok ? 200 : 503;
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(`${JSON.stringify(health ?? { error: "not found; GET /healthz is what there is" })}\n`);
  });
}
