import type { BenchSystem } from "./bench-system";
import { closedLoop } from "./closed-loop";
import { printRow, summarise } from "./summary";

/**
 * One upstream, called directly and through the proxy (token, a policy with one limit, intent and outcome of each call in
 * the audit stream), in turns, so that what else the machine does falls on both alike; and through the least that a
 * gateway can be (`bench-least-proxy.ts`), which shows what of the distance is the way itself. Between the rounds the
 * worker writes the stream into Postgres.
 */
export async function benchProxy(system: BenchSystem, rounds: number, durationMs: number): Promise<void> {
  const sessionHeaders = await system.initialize();
  const call = (n: number): string =>
    `{"jsonrpc":"2.0","id":${n},"method":"tools/call","params":{"name":"run_procedure","arguments":{"procedure":"nightly","n":${n}}}}`;
  const expected = (status: number, body: string): boolean => status === 200 && body.includes('"done"');
  const plain = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const directly = { origin: system.upstreamOrigin, path: "/mcp", headers: plain, body: call, expected };
  const throughProxy = {
    origin: system.proxyOrigin,
    path: system.path,
    headers: { ...plain, ...sessionHeaders },
    body: call,
    expected,
  };
  const throughLeast = { ...throughProxy, origin: system.leastOrigin };

  await closedLoop({ ...directly, connections: 8, durationMs: 1000 });
  await closedLoop({ ...throughLeast, connections: 8, durationMs: 1000 });
  await closedLoop({ ...throughProxy, connections: 8, durationMs: 2000 });
  await system.drain();
  const drained = { calls: 0, elapsedMs: 0 };

  console.log("connections  way       req/s   p50 ms   p99 ms   of direct  of least");
  for (const connections of [1, 8, 32]) {
    const direct = [];
    const least = [];
    const proxied = [];
    for (let round = 0; round < rounds; round++) {
      direct.push(await closedLoop({ ...directly, connections, durationMs }));
      least.push(await closedLoop({ ...throughLeast, connections, durationMs }));
      proxied.push(await closedLoop({ ...throughProxy, connections, durationMs }));
      const { calls, elapsedMs } = await system.drain();
      drained.calls += calls;
      drained.elapsedMs += elapsedMs;
    }
    const base = summarise(direct);
    const minimum = summarise(least);
    const ours = summarise(proxied);
    printRow(connections, "direct", base);
    printRow(connections, "least", minimum, [minimum.perSecond / base.perSecond]);
    printRow(connections, "proxied", ours, [ours.perSecond / base.perSecond, ours.perSecond / minimum.perSecond]);
  }
  console.log(`the worker wrote ${((drained.calls / drained.elapsedMs) * 1000).toFixed(0)} calls/s into Postgres`);
}
