import { userInfo } from "node:os";
import { hasDebianTools, installDebianPackages } from "./debian-packages";
import { readEmbeddedEnv } from "./env";
import { findOnPath } from "./find-on-path";
import { findProgram, type Route } from "./find-program";
import type { FindOptions } from "./find-redis";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const REMEDY = "Install Chromium so that `chromium` is on PATH, or set CHROMIUM_PATH to it, and run again.";

/** Path of a Chromium or Chrome. Throws ServiceUnavailableHere when none can be had. */
export function findChromium({ log, env = readEmbeddedEnv(), routes }: FindOptions): Promise<string> {
  const path: Route = {
    name: "PATH",
    find: async () => {
      const file = await findOnPath(NAMES, env.path);
      return file === null ? { reason: `no ${NAMES.join(", ")}` } : { path: file };
    },
  };
  const debian: Route = {
    name: "Debian's packages",
    find: async () => {
      if (!env.mayInstall) return { reason: "INSTALL_MISSING=never forbids it" };
      if (!(await hasDebianTools(env.path))) return { reason: "no apt-get here" };
      if (userInfo().uid !== 0) return { reason: "installing them needs root" };
      log("no Chromium found: getting it from Debian's packages");
      await installDebianPackages(["chromium", "fonts-liberation"], log);
      return path.find();
    },
  };
  return findProgram("Chromium", routes ?? [path, debian], REMEDY);
}
