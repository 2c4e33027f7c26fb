import { once } from "node:events";
import { buildGateClient, createGate, type ReserveRequest } from "../src/index";

/** One process of the race: told `{url, request, calls}`, it fires them all at once when told `go`, and answers how many passed. */
interface Race {
  readonly url: string;
  readonly request: ReserveRequest;
  readonly calls: number;
}

process.once("message", (race: Race) => {
  run(race).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function run({ url, request, calls }: Race): Promise<void> {
  const redis = buildGateClient(url);
  await once(redis, "ready");
  const gate = createGate({ redis });
  process.send?.("ready");
  await once(process, "message");
  const answers = await Promise.all(Array.from({ length: calls }, () => gate.reserve({ ...request })));
  const count = (kind: string) => answers.filter((answer) => answer.kind === kind).length;
  process.send?.({ reserved: count("reserved"), exceeded: count("exceeded") });
  redis.disconnect();
  process.disconnect();
}
