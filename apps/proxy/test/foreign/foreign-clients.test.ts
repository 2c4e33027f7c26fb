import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ConformanceServer, startConformanceServer } from "../conformance/conformance-server";
import { createWorld, type World } from "../harness";
import type { Access, ForeignClient } from "./foreign-client";
import { connectInspector } from "./inspector-client";
import { listedTools } from "./listed-tools";
import { connectMcpRemote } from "./mcp-remote-client";
import { type ForeignTools, obtainForeignTools } from "./obtain-tools";
import { connectSdkV2 } from "./sdk-v2-client";
import { SPOKEN_REVISIONS, STATELESS_REVISION } from "./spoken-revisions";

const POLICY = {
  version: "1",
  default: "deny",
  hide: ["test_image_content"],
  tools: {
    test_simple_text: {},
    test_image_content: {},
    test_trigger_tool_change: { action: "deny", reason: "Agents don't announce." },
  },
};

const SESSIONS = "2025-11-25";
const NEWEST = SPOKEN_REVISIONS.includes(STATELESS_REVISION) ? STATELESS_REVISION : SESSIONS;

let world: World;
let server: ConformanceServer;
let tools: ForeignTools | null;
let access: Access;

beforeAll(async () => {
  tools = await obtainForeignTools();
  world = await createWorld();
  server = await startConformanceServer();
  const definitions = await listedTools(server.url);
  const policy = JSON.stringify(POLICY);
  const seeded = await world.seed({ upstreamUrl: server.url, tools: definitions, headers: null, policy });
  access = { url: world.proxy.url + seeded.path, token: seeded.token };
}, 300_000);
afterAll(async () => {
  await server?.stop();
  await world?.close();
});
beforeEach(() => {
  server.calls.length = 0;
});

const inspect = (era: "legacy" | "auto") => async (to: Access) => {
  if (tools === null) throw new Error("there is no Inspector");
  return connectInspector(tools, to, era);
};

interface ClientCase {
  readonly name: string;
  readonly revision: string | null;
  readonly connect: (to: Access) => Promise<ForeignClient>;
  /** There is none where npm reaches no registry; that has been said then. */
  readonly isObtained?: true;
}

const CLIENTS: readonly ClientCase[] = [
  { name: "the second SDK, with a session", revision: SESSIONS, connect: (to) => connectSdkV2(to, "legacy") },
  { name: "the second SDK, by choice", revision: NEWEST, connect: (to) => connectSdkV2(to, "auto") },
  { name: "the Inspector, with a session", revision: SESSIONS, connect: inspect("legacy"), isObtained: true },
  { name: "the Inspector, by choice", revision: NEWEST, connect: inspect("auto"), isObtained: true },
  { name: "mcp-remote", revision: null, connect: connectMcpRemote },
];

test.each(CLIENTS)("$name lists, calls, and shows a refusal in the policy's words", async (which) => {
  if (which.isObtained && tools === null) return;
  const client = await which.connect(access);
  try {
    expect(client.revision).toBe(which.revision);
    expect([...(await client.toolNames())].sort()).toEqual(["test_simple_text", "test_trigger_tool_change"]);
    const text = "One sentence, as it was asked for.";
    expect(await client.call("test_simple_text")).toEqual({ text, isError: false });
    const refusal = expect.stringContaining("Agents don't announce.");
    expect(await client.call("test_trigger_tool_change")).toEqual({ text: refusal, isError: true });
    await expect(client.call("test_image_content")).rejects.toThrow(/Unknown tool|not found/);
    expect(server.calls).toEqual(["test_simple_text"]);
  } finally {
    await client.close();
  }
});

test.each(CLIENTS)("$name takes a token that opens nothing for a failure", async (which) => {
  if (which.isObtained && tools === null) return;
  await expect(which.connect({ ...access, token: `${access.token}x` })).rejects.toThrow();
  expect(server.calls).toEqual([]);
});
