import { fileURLToPath } from "node:url";
import { freePort } from "@policylayer/embedded";
import { startAndWaitFor } from "../child-process";
import { type BenchSystem, openSession } from "./bench-system";
import { closedLoop } from "./closed-loop";
import { printRow, summarise } from "./summary";

const DEMO_SERVER = fileURLToPath(new URL("../../../../apps/demo-server/dist/main.js", import.meta.url));
const TOOL = "list_procedures";
const WARM_UP_MS = 2_000;

/**
 * What the proxy costs before a server as people have them: the demo server, which is made with the official SDK and does next to
 * nothing in its tool. Elsewhere the upstream is the fastest that can be, so that the proxy is what is measured.
 */
export async function benchSdk(system: BenchSystem, rounds: number, durationMs: number): Promise<void> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const demo = await startAndWaitFor([DEMO_SERVER], { PORT: String(port), HOST: "127.0.0.1" }, `${origin}/state`);
  try {
    const { path, token } = await system.addServer(`${origin}/mcp`, TOOL);
    const plain = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    const common = {
      body: (n: number) =>
        `{"jsonrpc":"2.0","id":${n},"method":"tools/call","params":{"name":"${TOOL}","arguments":{}}}`,
      expected: (status: number, text: string) =>
        status === 200 && text.includes('"result"') && !text.includes("isError"),
    };
    const directly = {
      ...common,
      origin,
      path: "/mcp",
      headers: { ...plain, ...(await openSession(`${origin}/mcp`, {})) },
    };
    const session = await openSession(system.proxyOrigin + path, { authorization: `Bearer ${token}` });
    const throughProxy = { ...common, origin: system.proxyOrigin, path, headers: { ...plain, ...session } };

    await closedLoop({ ...directly, connections: 8, durationMs: WARM_UP_MS });
    await closedLoop({ ...throughProxy, connections: 8, durationMs: WARM_UP_MS });
    await system.drain();
    console.log("\nsdk: a call of a server made with the official SDK");
    console.log("connections  way       req/s   p50 ms   p99 ms   of direct");
    for (const connections of [1, 8, 32]) {
      const direct = [];
      const proxied = [];
      for (let round = 0; round < rounds; round += 1) {
        direct.push(await closedLoop({ ...directly, connections, durationMs }));
        proxied.push(await closedLoop({ ...throughProxy, connections, durationMs }));
        await system.drain();
      }
      const [base, ours] = [summarise(direct), summarise(proxied)];
      printRow(connections, "direct", base);
      printRow(connections, "proxied", ours, [ours.perSecond / base.perSecond]);
    }
  } finally {
    await demo.stop();
  }
}
