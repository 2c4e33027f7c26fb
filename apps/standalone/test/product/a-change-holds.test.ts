import {
  mintGrant,
  type Product,
  type RecordingUpstream,
  type Registered,
  registerServer,
  startProduct,
  startRecordingUpstream,
} from "@policylayer/testing/product";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRawClient, type RawClient } from "./raw-client";

const CALLERS = 8;
const ALLOW = { version: "1", default: "deny", tools: { run_procedure: {} } };
const DENY = { version: "1", default: "deny", tools: { run_procedure: { action: "deny", reason: "Not today." } } };

let product: Product;
let upstream: RecordingUpstream;
let proxyUrls: string[];
let registered: Registered;

beforeAll(async () => {
  product = await startProduct();
  upstream = await startRecordingUpstream(["run_procedure"]);
  proxyUrls = [product.bootstrapped.proxy_url, (await product.startProxy()).url];
  registered = await registerServer(product, { name: "Upstream", slug: "upstream", url: upstream.url, policy: ALLOW });
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
});

/** Callers on both proxies that never pause; each call says whether it started before or after `changed`. */
function keepCalling(clients: readonly RawClient[]) {
  const state = { changed: false, stopped: false, startedAfter: 0 };
  const statuses = new Set<number>();
  const caller = async (client: RawClient, who: number): Promise<void> => {
    for (let n = 0; !state.stopped; n++) {
      const isLate = state.changed;
      if (isLate) state.startedAfter++;
      const answer = await client.call("run_procedure", { call: `${who}-${n}`, isLate });
      statuses.add(answer.status);
    }
  };
  const done = Promise.all(
    Array.from({ length: CALLERS }, (_, who) => caller(clients[who % clients.length] as RawClient, who)),
  );
  return { state, statuses, done };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("guarantee 3: a change holds from the next call", () => {
  it.each([
    ["a revoked grant", async (grantId: string) => product.api("DELETE", `/grants/${grantId}`)],
    [
      "a saved policy",
      async () => {
        const { version } = await product.api<{ version: number }>("GET", `/policies/${registered.policyId}`);
        await product.api(
          "PUT",
          `/policies/${registered.policyId}`,
          { document: DENY, message: "stop" },
          { ifMatch: `"${version}"` },
        );
      },
    ],
  ])("%s: no call that started after the answer reaches the upstream, on any proxy", async (_name, change) => {
    const grant = await mintGrant(product, registered, "busy");
    const clients = await Promise.all(proxyUrls.map((url) => openRawClient(url, grant.path, grant.token)));
    const before = upstream.arrivals.length;
    const load = keepCalling(clients);
    await until(() => upstream.arrivals.length > before + 200);

    await change(grant.id);
    load.state.changed = true;

    await until(() => load.state.startedAfter > 200);
    load.state.stopped = true;
    await load.done;
    const late = upstream.arrivals.slice(before).filter((arrival) => arrival.arguments.isLate === true);
    expect(late).toEqual([]);
    await Promise.all(clients.map((client) => client.close()));
  });
});
