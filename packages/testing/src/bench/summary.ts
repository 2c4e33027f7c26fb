import type { LoadResult } from "./closed-loop";

export interface Summary {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** All rounds of one way taken together. */
export function summarise(rounds: readonly LoadResult[]): Summary {
  const latencies = rounds.flatMap((round) => round.latenciesMs).sort((a, b) => a - b);
  const elapsedMs = rounds.reduce((sum, round) => sum + round.elapsedMs, 0);
  const quantile = (share: number): number => latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN;
  return { perSecond: (latencies.length / elapsedMs) * 1000, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}

export function printRow(connections: number, way: string, summary: Summary, ratios: readonly number[] = []): void {
  console.log(
    [
      String(connections).padStart(11),
      ` ${way.padEnd(8)}`,
      summary.perSecond.toFixed(0).padStart(6),
      summary.p50Ms.toFixed(2).padStart(8),
      summary.p99Ms.toFixed(2).padStart(8),
      ...ratios.map((ratio) => ratio.toFixed(2).padStart(9)),
    ].join(" "),
  );
}
