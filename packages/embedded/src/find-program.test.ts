import { expect, test } from "vitest";
import { findProgram } from "./find-program";
import { findRedis, redisRoutes } from "./find-redis";
import { ServiceUnavailableHere } from "./service-unavailable-here";

const nowhere = { path: ["/nonexistent"], cacheDir: "/nonexistent/cache", mayInstall: false };

test("the first route that leads to a program wins, and later ones are not tried", async () => {
  const tried: string[] = [];
  const route = (name: string, path?: string) => ({
    name,
    find: async () => {
      tried.push(name);
      return path === undefined ? { reason: "nothing" } : { path };
    },
  });
  expect(await findProgram("Redis", [route("a"), route("b", "/b/redis"), route("c", "/c/redis")], "Install it.")).toBe(
    "/b/redis",
  );
  expect(tried).toEqual(["a", "b"]);
});

test("when no route leads anywhere, the message names what is missing, every attempt with its reason, and the remedy", async () => {
  const refused = { name: "Debian's packages", find: () => Promise.reject(new Error("`apt-get install` failed")) };
  const empty = { name: "PATH", find: async () => ({ reason: "no redis-server" }) };
  const failure = await findProgram("Redis", [empty, refused], "Set REDIS_URL.").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ServiceUnavailableHere);
  expect(failure).toMatchObject({
    message:
      "Redis is not available on this machine. Tried: PATH (no redis-server); Debian's packages (`apt-get install` failed). Set REDIS_URL.",
  });
});

test("where installing is forbidden, a missing Redis is only named", async () => {
  const said: string[] = [];
  await expect(findRedis({ log: (line) => said.push(line), env: nowhere })).rejects.toThrow(
    /INSTALL_MISSING=never forbids it.*set REDIS_URL/,
  );
  expect(said).toEqual([]);
});

test("routes that fetch something come after those that find what is here", () => {
  const names = redisRoutes(() => undefined, { ...nowhere, mayInstall: true }).map((route) => route.name);
  expect(names).toEqual(["PATH", "/nonexistent/cache", "Debian's packages", "npm's redis-memory-server"]);
});
