import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, headersFor, INITIALIZE, send, type World } from "./harness";
import { refuseDiscovery, StatelessTestClient } from "./stateless-client";
import { type StatelessUpstream, startStatelessUpstream } from "./stateless-upstream";

let world: World;
let latter: StatelessUpstream;
beforeAll(async () => {
  [world, latter] = [await createWorld(), await startStatelessUpstream()];
  refuseDiscovery(world.upstream);
});
afterAll(async () => {
  await world.close();
  await latter.stop();
});

/** What a server declares, as far as the gateway relays it. */
const FORMER = { tools: { listChanged: true }, prompts: {}, resources: { subscribe: true }, logging: {} };
const LATTER = {
  tools: { listChanged: true },
  prompts: { listChanged: true },
  resources: { subscribe: true, listChanged: true },
  completions: {},
  logging: {},
};
const NOTHING = { default: "deny" };
const policies = [
  { version: "1", default: "allow" },
  // A policy may be changed at any time and holds from the next request, but a session keeps what it was told when it began:
  // so a list that is empty today is declared all the same.
  { version: "1", default: "deny", prompts: NOTHING, resources: NOTHING },
];
const cells = policies.flatMap((policy) =>
  [false, true].flatMap((isTeam) => [false, true].map((isLatter) => ({ policy, isTeam, isLatter }))),
);

test.each(cells)(
  "a client of either era is told of the same capabilities: %j",
  async ({ policy, isTeam, isLatter }) => {
    const seeded = await world.seed({
      policy: JSON.stringify(policy),
      upstreamUrl: isLatter ? latter.url : world.upstream.url,
    });
    const path = isTeam ? seeded.path.replace("/upstream/", "/") : seeded.path;
    const initialized = await send(world.proxy, path, JSON.stringify(INITIALIZE), headersFor(seeded.token));
    const discovered = await new StatelessTestClient(world.proxy, { ...seeded, path }).request("server/discover");
    const expected = isLatter ? LATTER : FORMER;
    expect(initialized.json.result.capabilities).toEqual(expected);
    expect(discovered.json.result.capabilities).toEqual(expected);
  },
);
