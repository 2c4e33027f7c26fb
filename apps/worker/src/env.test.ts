import { expect, test } from "vitest";
import { readEnv } from "./env";

const KEY = Buffer.alloc(32, 1);
const given = { ENCRYPTION_KEY: KEY.toString("base64"), DATABASE_URL: "postgresql://db", REDIS_URL: "redis://store" };

test("two addresses and a key are enough", () => {
  expect(readEnv(given)).toEqual({
    ...given,
    ENCRYPTION_KEY: KEY,
    ALLOW_PRIVATE_UPSTREAMS: false,
    TOOL_CHECK_SECONDS: 900,
    CATALOGUE_SYNC_SECONDS: 3_600,
    HOST: "127.0.0.1",
    WORKER_PORT: 3190,
    LOG_LEVEL: "info",
  });
});

test("everything missing or wrong is named at once", () => {
  expect(() => readEnv({ ENCRYPTION_KEY: "short", WORKER_PORT: "seventy" })).toThrow(
    /DATABASE_URL[\s\S]*REDIS_URL[\s\S]*ENCRYPTION_KEY[\s\S]*WORKER_PORT/,
  );
});

test("a registry is read only where one is named", () => {
  expect(readEnv({ ...given, CATALOGUE_REGISTRY_URL: "" }).CATALOGUE_REGISTRY_URL).toBeUndefined();
  const url = "https://registry.modelcontextprotocol.io";
  expect(readEnv({ ...given, CATALOGUE_REGISTRY_URL: url }).CATALOGUE_REGISTRY_URL).toBe(url);
  expect(() => readEnv({ ...given, CATALOGUE_REGISTRY_URL: "file:///etc/passwd" })).toThrow(/CATALOGUE_REGISTRY_URL/);
});
