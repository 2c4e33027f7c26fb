import { describe, expect, it } from "vitest";
import { readEnv } from "./env";

const KEY = Buffer.alloc(32, 7).toString("base64");
const COMPLETE = {
  DATABASE_URL: "postgresql://localhost/x",
  REDIS_URL: "redis://localhost",
  TOKEN_PEPPER: KEY,
  ENCRYPTION_KEY: KEY,
  AUTH_SECRET: "s".repeat(32),
  DASHBOARD_URL: "https://policy.example.com/",
  PROXY_URL: "https://mcp.example.com",
};

describe("the dashboard's environment", () => {
  it("is read with addresses without a trailing slash", () => {
    const env = readEnv(COMPLETE);
    expect(env.DASHBOARD_URL).toBe("https://policy.example.com");
    expect(env.ALLOW_PRIVATE_UPSTREAMS).toBe(false);
  });

  it.each(Object.keys(COMPLETE))("names %s when it is missing", (name) => {
    expect(() => readEnv({ ...COMPLETE, [name]: undefined })).toThrow(`${name} is not set`);
  });

  it("says what is wrong with a key without showing it", () => {
    expect(() => readEnv({ ...COMPLETE, ENCRYPTION_KEY: "c2hvcnQ=" })).toThrow(
      /^the environment of the dashboard is not complete: ENCRYPTION_KEY: must be 32 random bytes in base64 \(openssl rand -base64 32\)$/,
    );
  });

  it("allows private upstreams only when asked to", () => {
    expect(readEnv({ ...COMPLETE, ALLOW_PRIVATE_UPSTREAMS: "true" }).ALLOW_PRIVATE_UPSTREAMS).toBe(true);
    expect(() => readEnv({ ...COMPLETE, ALLOW_PRIVATE_UPSTREAMS: "perhaps" })).toThrow("ALLOW_PRIVATE_UPSTREAMS");
  });
});
