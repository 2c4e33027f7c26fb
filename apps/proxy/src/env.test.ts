import { expect, test } from "vitest";
import { readEnv } from "./env";

const KEY = Buffer.alloc(32, 7).toString("base64");
const needed = { DATABASE_URL: "postgres://x", REDIS_URL: "redis://x", TOKEN_PEPPER: KEY, ENCRYPTION_KEY: KEY };

test("what is not set has its documented value", () => {
  expect(readEnv({ ...needed, ALLOWED_HOSTS: "", PROXY_URL: "" })).toMatchObject({
    PROXY_HOST: "127.0.0.1",
    PROXY_PORT: 3100,
    PROXY_URL: "http://127.0.0.1:3100",
    ALLOWED_HOSTS: [],
    ALLOWED_ORIGINS: [],
    ALLOW_PRIVATE_UPSTREAMS: false,
    BODY_BYTES_MAX: 1_048_576,
    METRICS_HOST: "127.0.0.1",
  });
  expect(readEnv({ ...needed, METRICS_PORT: "" }).METRICS_PORT).toBeUndefined();
});

test("lists are separated by commas", () => {
  expect(readEnv({ ...needed, ALLOWED_HOSTS: "a.example, b.example," }).ALLOWED_HOSTS).toEqual([
    "a.example",
    "b.example",
  ]);
});

test.each([
  [{ DATABASE_URL: undefined }, "DATABASE_URL"],
  [{ ENCRYPTION_KEY: "c2hvcnQ=" }, "ENCRYPTION_KEY must be 32 random bytes in base64"],
  [{ PROXY_PORT: "http" }, "PROXY_PORT"],
  [{ METRICS_PORT: "70000" }, "METRICS_PORT"],
  [{ BODY_BYTES_MAX: "0" }, "BODY_BYTES_MAX"],
  [{ PROXY_URL: "ftp://x" }, "PROXY_URL"],
  [{ ALLOW_PRIVATE_UPSTREAMS: "maybe" }, "ALLOW_PRIVATE_UPSTREAMS"],
])("%j is refused with a sentence that names the variable", (change, sentence) => {
  expect(() => readEnv({ ...needed, ...change })).toThrow(sentence);
});

test("everything that is wrong is said at once", () => {
  expect(() => readEnv({})).toThrow(/DATABASE_URL[\s\S]*REDIS_URL[\s\S]*TOKEN_PEPPER[\s\S]*ENCRYPTION_KEY/);
});
