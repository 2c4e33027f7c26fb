import { fileURLToPath } from "node:url";
import { freePort } from "@policylayer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "../harness";
import { listedTools } from "./listed-tools";
import { type ForeignTools, obtainForeignTools } from "./obtain-tools";
import { connectSdkV2 } from "./sdk-v2-client";
import { type ShellServer, startShellServer } from "./shell-server";
import { STATELESS_REVISION } from "./spoken-revisions";

const LOOPBACK = fileURLToPath(new URL("only-on-loopback.mjs", import.meta.url));
const POLICY = JSON.stringify({
  version: "1",
  default: "allow",
  tools: { "query-docs": { action: "deny", reason: "Read the manual." } },
});

let world: World;
let tools: ForeignTools | null;
let server: ShellServer | undefined;
let url: string;
beforeAll(async () => {
  tools = await obtainForeignTools();
  world = await createWorld();
  if (tools === null) return;
  const port = await freePort();
  const line = `exec "${process.execPath}" --import "${LOOPBACK}" "${tools.context7}" --transport http --port ${port}`;
  server = await startShellServer(line, { OTEL_SDK_DISABLED: "true" }, async (printed) =>
    printed.includes(`:${port}/mcp`),
  );
  url = `http://127.0.0.1:${port}/mcp`;
}, 300_000);
afterAll(async () => {
  await server?.stop();
  await world?.close();
});

test.each(["legacy", "auto"] as const)(
  "a published server without sessions, through the gateway (%s)",
  async (mode) => {
    // Said on stderr by obtainForeignTools.
    if (tools === null) return;
    const definitions = await listedTools(url);
    const seeded = await world.seed({ upstreamUrl: url, tools: definitions, headers: null, policy: POLICY });
    const [direct, client] = [
      await connectSdkV2({ url, token: "none" }, "auto"),
      await connectSdkV2({ url: world.proxy.url + seeded.path, token: seeded.token }, mode),
    ];
    expect(direct.revision).toBe(STATELESS_REVISION);
    expect(client.revision).toBe(mode === "auto" ? STATELESS_REVISION : "2025-11-25");
    expect(await client.toolNames()).toEqual(await direct.toolNames());
    const refused = await client.call("query-docs", { libraryId: "/acme/manual", query: "how" });
    expect(refused).toEqual({ text: expect.stringContaining("Read the manual."), isError: true });
    // What the server says about arguments that it won't have is relayed as it is.
    const wrong = { libraryName: 7 };
    expect(await client.call("resolve-library-id", wrong)).toEqual(await direct.call("resolve-library-id", wrong));
    await Promise.all([direct.close(), client.close()]);
  },
);
