import { access, chmod, constants, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { missingLibraries, unpackDebianPackages } from "./debian-packages";

/** What redis-server needs on Debian and Ubuntu releases beyond their minimal images. */
const PACKAGES = [
  "redis-server",
  "redis-tools",
  "libatomic1",
  "libhiredis0.14",
  "libhiredis1.1.0",
  "libjemalloc2",
  "liblua5.1-0",
  "liblzf1",
  "lua-bitop",
  "lua-cjson",
  "libssl3",
  "libssl3t64",
  "libsystemd0",
];

/** The start script of an unpacked Redis in `cacheDir`; null when none was unpacked. */
export function cachedRedis(cacheDir: string): Promise<string | null> {
  const script = join(cacheDir, "redis", "redis-server");
  return access(script, constants.X_OK).then(
    () => script,
    () => null,
  );
}

/**
 * Unpacks Debian's Redis into `cacheDir/redis` and returns a script there that starts it with its own libraries.
 * Made beside its place and renamed, so that a download cut short is never taken for a whole one.
 * Throws one sentence when a library is missing or apt can't download.
 */
export async function unpackRedis(cacheDir: string, log: (line: string) => void): Promise<string> {
  const partial = join(cacheDir, `redis.${process.pid}`);
  const place = join(cacheDir, "redis");
  await mkdir(partial, { recursive: true });
  try {
    await unpackDebianPackages(PACKAGES, partial, log);
    const libraries = await libraryFolders(partial);
    const missing = await missingLibraries(join(partial, "usr/bin/redis-server"), libraries.join(":"));
    if (missing.length > 0) throw new Error(`the unpacked redis-server lacks ${missing.join(", ")}`);
    const paths = libraries.map((folder) => `$here${folder.slice(partial.length)}`).join(":");
    const script = join(partial, "redis-server");
    await writeFile(
      script,
      `#!/bin/sh\nhere=$(dirname "$0")\nLD_LIBRARY_PATH="${paths}" exec "$here/usr/bin/redis-server" "$@"\n`,
    );
    await chmod(script, 0o755);
    await rm(place, { recursive: true, force: true });
    await rename(partial, place);
    return join(place, "redis-server");
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function libraryFolders(root: string): Promise<string[]> {
  const folders: string[] = [];
  for (const parent of [join(root, "usr/lib"), join(root, "lib")]) {
    const names = await readdir(parent).catch(() => []);
    // Debian keeps libraries in a folder per machine kind, such as x86_64-linux-gnu.
    for (const name of names) if (name.includes("-linux-")) folders.push(join(parent, name));
  }
  return folders;
}
