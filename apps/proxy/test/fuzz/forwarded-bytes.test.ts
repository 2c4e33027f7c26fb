import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditOf, createWorld, eventually, TestClient, type World } from "../harness";
import type { Arrival } from "../recording-upstream";
import type { Seeded } from "../seed-world";
import { fuzzCases, fuzzTools } from "./fuzz-cases";
import { fuzzRun } from "./fuzz-run";
import { bytesOf, converse, type Head, hostileRequest } from "./hostile-request";
import { findBreach } from "./judge-again";

let world: World;
/** Of the cases, in their order. */
const seeded: Seeded[] = [];
const heads: Head[] = [];
beforeAll(async () => {
  world = await createWorld();
  for (const [n, { document }] of fuzzCases.entries()) {
    const one = await world.seed({
      policy: JSON.stringify(document),
      tools: fuzzTools,
      upstreamUrl: `${world.upstream.url}?case=${n}`,
    });
    const { session } = await TestClient.open(world.proxy, one);
    seeded.push(one);
    heads.push({
      path: one.path,
      lines: [
        "Host: 127.0.0.1",
        `Authorization: Bearer ${one.token}`,
        `Mcp-Session-Id: ${session}`,
        "Content-Type: application/json",
        "Accept: application/json, text/event-stream",
      ],
    });
  }
});
afterAll(() => world.close());

const HEADERS = new Set(
  "host connection content-type content-length accept user-agent mcp-session-id mcp-protocol-version authorization".split(
    " ",
  ),
);

/** What is wrong with an arrival; null when nothing is. */
function breachOf({ method, url, rawHeaders, bytes }: Arrival): string | null {
  const fuzzCase = fuzzCases[Number(/\?case=(\d)$/.exec(url)?.[1])];
  if (fuzzCase === undefined || method !== "POST") return `${method} ${url}`;
  const stray = rawHeaders.find((name, at) => at % 2 === 0 && !HEADERS.has(name.toLowerCase()));
  if (stray !== undefined) return `the header ${stray}`;
  const breach = findBreach(fuzzCase, bytes);
  return breach === null ? null : `${fuzzCase.name}: ${breach}: ${bytes.toString()}`;
}

test("guarantee 1: nothing passes unjudged: whatever reaches the upstream is allowed when a second reader judges its bytes again, and is recorded as allowed", async () => {
  const { arrivals } = world.upstream;
  arrivals.length = 0;
  let looked = 0;
  const run = fuzzRun("forwarded bytes", 4_000);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: fuzzCases.length - 1 }), hostileRequest, async (n, request) => {
      await converse(world.proxy.port, bytesOf(heads[n] ?? { path: "", lines: [] }, request));
      for (; looked < arrivals.length; looked += 1) {
        const arrival = arrivals[looked];
        if (arrival !== undefined) expect(breachOf(arrival)).toBeNull();
      }
    }),
    run,
  );
  for (const [n, one] of seeded.entries()) {
    const called = () =>
      arrivals.filter(({ url, message }) => url.endsWith(`?case=${n}`) && message?.method === "tools/call");
    await eventually(
      "a row for each arrival",
      async () => {
        const records = await auditOf(world.watcher, one);
        return [
          records.filter((record) => record.kind === "intent" && record.decision === "allow").length,
          called().length,
        ];
      },
      ([allowed, arrived]) => allowed === arrived,
    );
    // Otherwise nothing was shown.
    expect(called().length, fuzzCases[n]?.name).toBeGreaterThan(run.numRuns / 1_000);
  }
  expect(
    arrivals
      .slice(looked)
      .map(breachOf)
      .filter((breach) => breach !== null),
  ).toEqual([]);
});
