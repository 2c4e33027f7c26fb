import { Agent, request } from "undici";
import type { BenchSystem, Memory } from "./bench-system";

const SESSIONS = 200;
/** Opened and closed first, so that what the first of everything costs isn't counted. */
const WARM_UP_SESSIONS = 20;
/** Looks in a row, each after a full collection, at which memory must not have shrunk. */
const STEADY_LOOKS = 6;
const LOOK_EVERY_MS = 500;
const SHRUNK = 0.998;

/** What a session costs the proxy that does nothing but listen: its memory after a full collection, before and after. */
export async function benchIdle(system: BenchSystem): Promise<void> {
  const warmUp = await openListening(system, WARM_UP_SESSIONS);
  await warmUp.close();
  const before = await settled(system);
  const listening = await openListening(system, SESSIONS);
  const after = await settled(system);
  await listening.close();

  console.log(`\nidle: ${SESSIONS} sessions with a stream each, on which nothing is said`);
  console.log("proxy       before MB   after MB  KB a session");
  // `rss` is what the kernel leaves the process: on a machine short of memory it says little, and may shrink.
  for (const kind of ["rss", "heapUsed", "external"] as const) {
    const perSession = (after[kind] - before[kind]) / SESSIONS / 1024;
    const columns = [before[kind] / 1_048_576, after[kind] / 1_048_576].map((mb) => mb.toFixed(1).padStart(10));
    console.log([kind.padEnd(10), ...columns, perSession.toFixed(1).padStart(13)].join(" "));
  }
}

async function openListening(system: BenchSystem, count: number): Promise<{ close(): Promise<void> }> {
  const agent = new Agent({ connections: count, bodyTimeout: 0, headersTimeout: 0 });
  for (let n = 0; n < count; n += 1) {
    const headers = { ...(await system.initialize()), accept: "text/event-stream" };
    const answer = await request(system.proxyOrigin + system.path, { headers, dispatcher: agent });
    if (answer.statusCode !== 200) throw new Error(`listening: ${answer.statusCode} ${await answer.body.text()}`);
    // It ends when the agent is destroyed, which is no error here.
    answer.body.on("error", () => undefined).resume();
  }
  return { close: () => agent.destroy() };
}

/** Once it has stopped shrinking: what has ended is let go, and its pages are given back, a little later. */
async function settled(system: BenchSystem): Promise<Memory> {
  let least = await system.memory();
  for (let steady = 0; steady < STEADY_LOOKS; steady += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const next = await system.memory();
    if (next.heapUsed < least.heapUsed * SHRUNK || next.rss < least.rss * SHRUNK) steady = -1;
    least = next;
  }
  return least;
}
