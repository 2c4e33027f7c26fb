import { once } from "node:events";
import { buildGateClient, createGate, type ReserveRequest } from "../src/index";

/**
 * One process of the race. Told `{url}` it connects and answers "ready"; told `{request, calls}` it answers "ready" again,
 * and at the next "go" fires them all at once and answers how many passed. Ends with its connection to the parent.
 */
interface Race {
  readonly request: ReserveRequest;
  readonly calls: number;
}

process.once("message", ({ url }: { url: string }) => {
  run(url).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function run(url: string): Promise<void> {
  const redis = buildGateClient(url, { answerWithinMs: 10_000 });
  await once(redis, "ready");
  const gate = createGate({ redis });
  process.once("disconnect", () => redis.disconnect());
  process.send?.("ready");
  while (process.connected) {
    const [{ request, calls }]: [Race] = (await once(process, "message")) as [Race];
    const go = once(process, "message");
    process.send?.("ready");
    await go;
    const answers = await Promise.all(Array.from({ length: calls }, () => gate.reserve({ ...request })));
    const count = (kind: string) => answers.filter((answer) => answer.kind === kind).length;
    process.send?.({ reserved: count("reserved"), exceeded: count("exceeded") });
  }
}
