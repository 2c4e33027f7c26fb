import {
  mintGrant,
  type Product,
  type RecordingUpstream,
  type Registered,
  recordedCalls,
  registerServer,
  startProduct,
  startRecordingUpstream,
} from "@policylayer/testing/product";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRawClient } from "./raw-client";

const MAX = 50;
const CALLS = 200;
const ROUNDS = 10;

let product: Product;
let upstream: RecordingUpstream;
let proxyUrls: string[];

const policy = (algorithm: "sliding" | "fixed") => ({
  version: "1",
  default: "deny",
  // A day's window, so that the calls of a round can't fall on both sides of a boundary unless it is midnight.
  tools: { run_procedure: { limits: [{ counter: "rate", window: "day", max: MAX, scope: "grant", algorithm }] } },
});

beforeAll(async () => {
  product = await startProduct();
  upstream = await startRecordingUpstream(["run_procedure"]);
  const others = [await product.startProxy(), await product.startProxy(), await product.startProxy()];
  proxyUrls = [product.bootstrapped.proxy_url, ...others.map((proxy) => proxy.url)];
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
});

describe("guarantee 2: limits are exact", () => {
  describe.each(["sliding", "fixed"] as const)("%s windows", (algorithm) => {
    let registered: Registered;
    beforeAll(async () => {
      registered = await registerServer(product, {
        name: algorithm,
        slug: algorithm,
        url: upstream.url,
        policy: policy(algorithm),
      });
    });

    it(`let exactly ${MAX} of ${CALLS} racing calls on four proxies reach the upstream, ${ROUNDS} times`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const grant = await mintGrant(product, registered, `round ${round}`);
        const clients = await Promise.all(proxyUrls.map((url) => openRawClient(url, grant.path, grant.token, 50)));
        const before = upstream.arrivals.length;
        const answers = await Promise.all(
          Array.from({ length: CALLS }, (_, n) => clients[n % clients.length]?.call("run_procedure", { n })),
        );
        const allowed = answers.filter((answer) => answer?.text.includes('"ran run_procedure"'));
        const refused = answers.filter((answer) => answer?.text.includes('"rate_limited"'));
        expect([allowed.length, refused.length]).toEqual([MAX, CALLS - MAX]);
        expect(upstream.arrivals.length - before).toBe(MAX);
        const rows = await recordedCalls(product, grant.id, CALLS);
        expect(rows.length).toBe(CALLS);
        expect(rows.filter((row) => row.decision === "allow" && row.outcome === "ok").length).toBe(MAX);
        await Promise.all(clients.map((client) => client.close()));
      }
    }, 300_000);
  });
});
