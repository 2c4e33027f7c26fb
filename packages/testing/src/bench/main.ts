import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { startBenchSystem } from "./bench-system";
import { closedLoop } from "./closed-loop";
import { printRow, summarise } from "./summary";

/**
 * `npm run bench`: one upstream, called directly and through the proxy (token, a policy with one limit, intent and outcome of
 * each call in the audit stream), in turns, so that what else the machine does falls on both alike; and through the least
 * that a gateway can be (`bench-least-proxy.ts`), which shows what of the distance is the way itself. Between the rounds
 * the worker writes the stream into Postgres. Prints figures and ratios; asserts none.
 */
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "3" } },
});
const rounds = Number(values.rounds);
const durationMs = Number(values.seconds) * 1000;

const system = await startBenchSystem({
  tokenPepper: randomBytes(32).toString("base64"),
  encryptionKey: randomBytes(32).toString("base64"),
});
try {
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
} finally {
  await system.stop();
}
