import { Pool } from "undici";

export interface LoadResult {
  /** Latencies in milliseconds, in the order the answers came. */
  readonly latenciesMs: number[];
  readonly elapsedMs: number;
}

/**
 * A closed loop: `connections` callers, each sending its next request when the last was answered, for `durationMs`.
 * Throws on the first answer that isn't `expected`: a benchmark of errors measures nothing.
 */
export async function closedLoop(load: {
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly connections: number;
  readonly durationMs: number;
  readonly body: (n: number) => string;
  readonly expected: (status: number, body: string) => boolean;
}): Promise<LoadResult> {
  const pool = new Pool(load.origin, { connections: load.connections, pipelining: 1 });
  const latenciesMs: number[] = [];
  let sent = 0;
  const startedAt = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - startedAt < load.durationMs) {
      const before = performance.now();
      const answer = await pool.request({
        method: "POST",
        path: load.path,
        headers: load.headers,
        body: load.body(++sent),
      });
      const text = await answer.body.text();
      if (!load.expected(answer.statusCode, text))
        throw new Error(`unexpected answer ${answer.statusCode}: ${text.slice(0, 300)}`);
      latenciesMs.push(performance.now() - before);
    }
  };
  try {
    await Promise.all(Array.from({ length: load.connections }, caller));
    return { latenciesMs, elapsedMs: performance.now() - startedAt };
  } finally {
    await pool.close();
  }
}
