import { homedir } from "node:os";
import { join } from "node:path";

/** What this package reads from the environment of its process. */
export interface EmbeddedEnv {
  /** Folders searched for an installed server, in order. */
  path: string[];
  /** Where unpacked servers are kept between runs. */
  cacheDir: string;
  /** False with `INSTALL_MISSING=never`: nothing is installed or downloaded, what is missing is only named. */
  mayInstall: boolean;
}

/** Reads `PATH`, `XDG_CACHE_HOME` and `INSTALL_MISSING`. */
export function readEmbeddedEnv(env: Record<string, string | undefined> = process.env): EmbeddedEnv {
  const cacheHome = env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return {
    path: (env.PATH ?? "").split(":").filter((folder) => folder !== ""),
    cacheDir: join(cacheHome, "policylayer"),
    mayInstall: env.INSTALL_MISSING !== "never",
  };
}

/** The environment handed to tools we run: the caller's own, with messages in English so that they can be read. */
export function commandEnv(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive", ...extra };
}
