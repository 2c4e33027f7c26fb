import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startAuthorizingRelay } from "../foreign/authorizing-relay";
import { listedTools } from "../foreign/listed-tools";
import type { Listening } from "../foreign/listen-on-loopback";
import { type ForeignTools, obtainForeignTools } from "../foreign/obtain-tools";
import { SPOKEN_REVISIONS } from "../foreign/spoken-revisions";
import { createWorld, type World } from "../harness";
import { startConformanceServer } from "./conformance-server";
import { countOf, runSuite, type SuiteResult } from "./run-suite";

/** What the suite of this version finds when it talks to the fixture itself. Only optional extensions fail. */
const DIRECT = [
  { revision: "2025-11-25", scenarios: 33, passed: 84, failed: 0 },
  { revision: "2026-07-28", scenarios: 50, passed: 164, failed: 30 },
];

let world: World;
let tools: ForeignTools | null;
// One server for each way to it: what one side announces isn't to be heard by the other.
const servers: Listening[] = [];
let relay: Listening;

beforeAll(async () => {
  tools = await obtainForeignTools();
  world = await createWorld();
  const [direct, proxied] = [await startConformanceServer(), await startConformanceServer()];
  servers.push(direct, proxied);
  const seeded = await world.seed({
    upstreamUrl: proxied.url,
    tools: await listedTools(proxied.url),
    headers: null,
    policy: '{"version":"1","default":"allow"}',
  });
  relay = await startAuthorizingRelay(world.proxy.url + seeded.path, seeded.token);
}, 300_000);

afterAll(async () => {
  await relay?.stop();
  for (const server of servers) await server.stop();
  await world?.close();
});

describe.each(DIRECT)("the official conformance suite for $revision", ({ revision, scenarios, passed, failed }) => {
  let direct: SuiteResult | null = null;
  let proxied: SuiteResult | null = null;
  beforeAll(async () => {
    if (tools === null || servers[0] === undefined) return;
    const isSpoken = SPOKEN_REVISIONS.includes(revision);
    [direct, proxied] = await Promise.all([
      runSuite(tools, revision, servers[0].url),
      isSpoken ? runSuite(tools, revision, relay.url) : null,
    ]);
  });

  test("finds in our own server all that the revision requires", () => {
    if (tools === null) return;
    expect(direct?.exitCode, direct?.reasons.join("\n")).toBe(0);
    if (direct === null) throw new Error("the suite was not run");
    expect(Object.keys(direct.checks)).toHaveLength(scenarios);
    expect({ passed: countOf(direct, "SUCCESS"), failed: countOf(direct, "FAILURE") }).toEqual({ passed, failed });
  });

  if (!SPOKEN_REVISIONS.includes(revision)) return;
  test("can't tell the gateway from the server behind it", () => {
    if (tools === null) return;
    expect(proxied?.exitCode, proxied?.reasons.join("\n")).toBe(direct?.exitCode);
    expect(proxied?.checks, proxied?.reasons.join("\n")).toEqual(direct?.checks);
  });
});
