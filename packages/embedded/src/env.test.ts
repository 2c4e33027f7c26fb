import { expect, test } from "vitest";
import { readEmbeddedEnv } from "./env";

test("installing is allowed unless INSTALL_MISSING=never", () => {
  expect(readEmbeddedEnv({}).mayInstall).toBe(true);
  expect(readEmbeddedEnv({ INSTALL_MISSING: "never" }).mayInstall).toBe(false);
});

test("the cache lies in XDG_CACHE_HOME, and empty parts of PATH are no folders", () => {
  const env = readEmbeddedEnv({ PATH: "/usr/bin::/bin", XDG_CACHE_HOME: "/var/tmp/cache" });
  expect(env).toEqual({ path: ["/usr/bin", "/bin"], cacheDir: "/var/tmp/cache/policylayer", mayInstall: true });
});
