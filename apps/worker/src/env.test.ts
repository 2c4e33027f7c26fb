import { expect, test } from "vitest";
import { readEnv } from "./env";

const given = { DATABASE_URL: "postgresql://db", REDIS_URL: "redis://store" };

test("two addresses are enough", () => {
  expect(readEnv(given)).toEqual({ ...given, HOST: "127.0.0.1", WORKER_PORT: 3190, LOG_LEVEL: "info" });
});

test("everything missing or wrong is named at once", () => {
  expect(() => readEnv({ WORKER_PORT: "seventy" })).toThrow(/DATABASE_URL[\s\S]*REDIS_URL[\s\S]*WORKER_PORT/);
});
