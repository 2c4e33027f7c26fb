import { freePort } from "@policylayer/embedded";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { makeDemoCalls } from "../src/demo/demo-calls";
import { cleanUp, startProcess } from "./start-process";

const stateSchema = z.object({ journal: z.array(z.object({ tool: z.string() })) });
afterEach(cleanUp);

test("the demo's calls are ones that the demo server carries out when nothing stands before it", async () => {
  const port = await freePort();
  const server = startProcess("../../demo-server/src/main.ts", { PORT: String(port), HOST: "127.0.0.1" });
  await server.printed(/listening/);
  const refusals = await makeDemoCalls({ url: `http://127.0.0.1:${port}/mcp`, token: "unused" });
  expect(refusals).toEqual([]);
  const state: unknown = await (await fetch(`http://127.0.0.1:${port}/state`)).json();
  const tools = stateSchema.parse(state).journal.map((entry) => entry.tool);
  expect(tools).toEqual(["add_order_note", "create_refund", "delete_customer", ...Array(11).fill("run_procedure")]);
  server.kill("SIGTERM");
  expect(await server.exited).toBe(0);
});
