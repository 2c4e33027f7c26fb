import { expect, test } from "vitest";
import { readAdminEnv, readSettings } from "./env";
import { repositoryRoot } from "./repository-root";
import { StartFailure } from "./start-failure";

test("the defaults, and DATA_DIR relative to the clone", () => {
  expect(readSettings({})).toEqual({
    ports: { dashboard: 3000, proxy: 3100, demo: 3200, worker: 3190 },
    dataDir: `${repositoryRoot}/.data`,
    databaseUrl: undefined,
    redisUrl: undefined,
  });
  expect(readSettings({ DATA_DIR: "/var/lib/x" }).dataDir).toBe("/var/lib/x");
});

test("a variable that is set but empty counts as unset", () => {
  expect(readSettings({ DASHBOARD_PORT: "", REDIS_URL: "" })).toMatchObject({ ports: { dashboard: 3000 } });
});

test.each([
  [{ PROXY_PORT: "http" }, "PROXY_PORT must be a port number (it is `http`)."],
  [{ DEMO_PORT: "70000" }, "DEMO_PORT must be a port number between 1 and 65535 (it is `70000`)."],
  [{ WORKER_PORT: "4190" }, "WORKER_PORT is a port that browsers refuse to connect to: choose another (it is `4190`)."],
  [{ DASHBOARD_PORT: "3.5" }, "DASHBOARD_PORT must be a whole number (it is `3.5`)."],
  [{ DASHBOARD_PORT: "3100" }, "DASHBOARD_PORT and PROXY_PORT are both 3100: give each process a port of its own."],
  [
    { DATABASE_URL: "mysql://root:secret@db/x" },
    "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
  ],
  [{ REDIS_URL: "localhost:6379" }, "REDIS_URL must look like redis://host:6379."],
])("%j is refused in one sentence that names the variable and shows no password", (env, sentence) => {
  expect(() => readSettings(env)).toThrow(new StartFailure(sentence));
});

test("the administrative command assumes the addresses of a plain start", () => {
  expect(readAdminEnv({})).toMatchObject({
    DASHBOARD_URL: "http://localhost:3000",
    PROXY_URL: "http://localhost:3100",
  });
});
