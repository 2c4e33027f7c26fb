import { type DefinitionReport, reportDefinitions } from "@policylayer/gate";
import type { Redis } from "ioredis";
import { BoundedMap } from "../bounded-map";
import type { Log } from "../log";
import type { Metrics } from "../metrics";
import type { Binding } from "./grant";

const DOUBTS_MAX = 10_000;
/** By then the worker has looked at the server, and the grant says what it found. */
const DOUBT_MS = 10 * 60_000;
/** One server is reported no more often than this. */
const REPORT_EVERY_MS = 2_000;
const REPORTED_MAX = 10_000;

interface Doubt {
  /** Of the definition that was pinned when the other one was seen: another one pinned since ends the doubt. */
  readonly hash: string;
  readonly untilMs: number;
}

export interface DefinitionDoubtsOptions {
  readonly redis: Redis;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Tools that this proxy has seen listed otherwise than they were approved. Their calls are refused here from that moment;
 * everywhere else once the worker, whom it is reported to, has looked for itself. Forgotten with the process.
 */
export class DefinitionDoubts {
  readonly #doubts = new BoundedMap<string, Doubt>(DOUBTS_MAX);
  readonly #reportedAt = new BoundedMap<string, number>(REPORTED_MAX);

  constructor(private readonly options: DefinitionDoubtsOptions) {}

  get isEmpty(): boolean {
    return this.#doubts.size === 0;
  }

  /** Whether a call of this tool has to be refused. Costs nothing while there is no doubt about any. */
  holds(binding: Binding, tool: string, nowMs: number): boolean {
    if (this.#doubts.size === 0) return false;
    const doubt = this.#doubts.get(keyOf(binding, tool));
    return doubt !== undefined && doubt.untilMs > nowMs && doubt.hash === binding.tools.get(tool)?.hash;
  }

  add(binding: Binding, tool: string, nowMs: number): void {
    const hash = binding.tools.get(tool)?.hash;
    if (hash !== undefined) this.#doubts.set(keyOf(binding, tool), { hash, untilMs: nowMs + DOUBT_MS });
  }

  /** The server lists the tool as it was approved. */
  clear(binding: Binding, tool: string): void {
    if (this.#doubts.size > 0) this.#doubts.delete(keyOf(binding, tool));
  }

  /** Asks the worker to look at the server. Not waited for: what this proxy does doesn't depend on it. Never throws. */
  report(report: DefinitionReport, nowMs: number): void {
    const { redis, log, metrics } = this.options;
    const last = this.#reportedAt.get(report.serverId);
    if (last !== undefined && nowMs - last < REPORT_EVERY_MS) return;
    this.#reportedAt.set(report.serverId, nowMs);
    metrics.count("policylayer_definitions_reported_total", "server");
    reportDefinitions(redis, report).catch((error: unknown) => {
      this.#reportedAt.delete(report.serverId);
      const name = error instanceof Error ? error.name : "unknown";
      log.warn({ ...report, error: name }, "a changed tool could not be reported; its next listing reports it again");
    });
  }
}

function keyOf({ serverId }: Binding, tool: string): string {
  return `${serverId}/${tool}`;
}
