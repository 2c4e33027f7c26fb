import type { BenchSystem } from "./bench-system";
import { LISTED_TOOLS } from "./bench-tools";
import { closedLoop } from "./closed-loop";
import { printRow, summarise } from "./summary";

const CONNECTIONS = 8;
const WARM_UP_MS = 1_000;

/** A kind of answer: what is asked, and how to know that all of it came. */
interface AnswerBench {
  readonly title: string;
  readonly body: (n: number) => string;
  readonly isWhole: (text: string) => boolean;
}

const call = (n: number, name: string, meta = ""): string =>
  `{"jsonrpc":"2.0","id":${n},"method":"tools/call","params":{"name":"${name}","arguments":{"n":${n}}${meta}}}`;

export const answerBenches = {
  sse: {
    title: "a call answered on an event stream, after three notifications of progress",
    body: (n) => call(n, "run_steps", `,"_meta":{"progressToken":${n}}`),
    isWhole: (text) => text.split("notifications/progress").length === 4 && text.includes('"done"'),
  },
  large: {
    title: "a call with a result of 100 KB",
    body: (n) => call(n, "export_rows"),
    isWhole: (text) => text.length > 100_000,
  },
  list: {
    title: `tools/list of ${LISTED_TOOLS} tools, held against what was approved and against the policy`,
    body: (n) => `{"jsonrpc":"2.0","id":${n},"method":"tools/list"}`,
    isWhole: (text) => text.split('"inputSchema"').length === LISTED_TOOLS + 1,
  },
} as const satisfies Record<string, AnswerBench>;

/** One kind of answer from the upstream itself and through the proxy, in turns. */
export async function benchAnswer(
  system: BenchSystem,
  name: keyof typeof answerBenches,
  rounds: number,
  durationMs: number,
): Promise<void> {
  const { title, body, isWhole } = answerBenches[name];
  const expected = (status: number, text: string): boolean => status === 200 && isWhole(text);
  const plain = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const common = { body, expected, connections: CONNECTIONS };
  const directly = { ...common, origin: system.upstreamOrigin, path: "/mcp", headers: plain };
  const headers = { ...plain, ...(await system.initialize()) };
  const throughProxy = { ...common, origin: system.proxyOrigin, path: system.path, headers };

  await closedLoop({ ...directly, durationMs: WARM_UP_MS });
  await closedLoop({ ...throughProxy, durationMs: WARM_UP_MS });
  const direct = [];
  const proxied = [];
  for (let round = 0; round < rounds; round += 1) {
    direct.push(await closedLoop({ ...directly, durationMs }));
    proxied.push(await closedLoop({ ...throughProxy, durationMs }));
    await system.drain();
  }
  const [base, ours] = [summarise(direct), summarise(proxied)];
  console.log(`\n${name}: ${title}`);
  console.log("connections  way       req/s   p50 ms   p99 ms   of direct");
  printRow(CONNECTIONS, "direct", base);
  printRow(CONNECTIONS, "proxied", ours, [ours.perSecond / base.perSecond]);
}
