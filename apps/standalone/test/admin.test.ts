import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { cleanUp, ownEnv, type StartProcess, startProcess } from "./start-process";

const ids = z.object({ id: z.string(), slug: z.string(), name: z.string() });
const answerSchema = z.object({
  organization: ids,
  team: ids,
  user: z.object({ id: z.string(), email: z.string() }),
  password: z.string().nullable(),
  api_key: z.string().regex(/^plk_/),
  dashboard_url: z.string(),
  proxy_url: z.string(),
});
afterEach(cleanUp);

function bootstrap(env: Record<string, string>, org = "acme"): StartProcess {
  const args = ["bootstrap", "--org", org, "--team", "agents", "--email", "you@example.com"];
  return startProcess("../src/admin.ts", env, args);
}

test("bootstrap against a running start prints one line of JSON; the second time only the key is new", async () => {
  const env: Record<string, string> = { ...(await ownEnv()), REAL_SERVICES: "1" };
  const start = startProcess("fixtures/start-with-fakes.ts", env);
  await start.printed(/^ready$/m);

  const first = bootstrap(env);
  expect(await first.exited, first.stderr()).toBe(0);
  expect(first.stdout().split("\n")).toEqual([expect.any(String), ""]);
  const made = answerSchema.parse(JSON.parse(first.stdout()));
  expect(made).toMatchObject({
    organization: { slug: "acme" },
    team: { slug: "agents" },
    user: { email: "you@example.com" },
    password: expect.stringMatching(/^.{16,}$/),
    dashboard_url: `http://localhost:${env.DASHBOARD_PORT}`,
    proxy_url: `http://localhost:${env.PROXY_PORT}`,
  });

  const second = bootstrap(env);
  expect(await second.exited).toBe(0);
  const again = answerSchema.parse(JSON.parse(second.stdout()));
  expect(again).toEqual({ ...made, password: null, api_key: again.api_key });
  expect(again.api_key).not.toBe(made.api_key);

  const refused = bootstrap(env, "Not a slug");
  expect(await refused.exited).toBe(1);
  expect(refused.stdout()).toBe("");
  expect(refused.stderr()).toMatch(/\n--org is not acceptable: .+\n$/);

  start.kill("SIGINT");
  expect(await start.exited).toBe(0);
});
