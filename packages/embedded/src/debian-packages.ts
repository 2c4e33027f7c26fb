import { access, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findOnPath } from "./find-on-path";
import { runCommand } from "./run-command";

const UPDATE_MS = 180_000;
const INSTALL_MS = 600_000;
const POLICY_FILE = "/usr/sbin/policy-rc.d";
/** A machine without a way out should learn so in seconds, not minutes. */
const NETWORK = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=120"];

/** True where both of Debian's package tools are there. */
export async function hasDebianTools(path: string[]): Promise<boolean> {
  return (await findOnPath(["apt-get"], path)) !== null && (await findOnPath(["dpkg"], path)) !== null;
}

/**
 * Installs packages for the whole machine; only root can. The services they bring are not started: while we install,
 * Debian's own switch for that (policy-rc.d) says no, unless the machine has one already.
 */
export async function installDebianPackages(packages: string[], log: (line: string) => void): Promise<void> {
  const install = () =>
    runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...NETWORK, ...packages], {
      timeoutMs: INSTALL_MS,
    });
  const wroteSwitch = await writeFile(POLICY_FILE, "#!/bin/sh\nexit 101\n", { mode: 0o755, flag: "wx" }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
  try {
    log(`installing ${packages.join(", ")} with apt-get`);
    await install().catch(async (error: Error) => {
      // Fresh containers have no package lists; old lists name files that are gone.
      log(`refreshing apt's package lists first (${error.message})`);
      await runCommand("apt-get", ["update", ...NETWORK], { timeoutMs: UPDATE_MS });
      await install();
    });
  } finally {
    if (wroteSwitch) await rm(POLICY_FILE, { force: true });
  }
}

/**
 * Downloads packages and unpacks them into `target`, without root and without touching the system: apt works on
 * folders of its own there. Packages apt doesn't know on this release are left out; the caller checks what it got.
 */
export async function unpackDebianPackages(
  packages: string[],
  target: string,
  log: (line: string) => void,
): Promise<void> {
  const apt = join(target, "apt");
  const archives = join(apt, "archives");
  await mkdir(join(apt, "lists", "partial"), { recursive: true });
  await mkdir(join(archives, "partial"), { recursive: true });
  const own = ["-o", `Dir::State::Lists=${join(apt, "lists")}`, "-o", `Dir::Cache=${apt}`, "-o", "Debug::NoLocking=1"];
  const options = [...own, ...NETWORK, "-o", "APT::Sandbox::User="];
  log("fetching apt's package lists into a folder of our own");
  await runCommand("apt-get", ["update", ...options], { timeoutMs: UPDATE_MS });
  const known: string[] = [];
  for (const name of packages) {
    const shown = await runCommand("apt-cache", ["show", "--no-all-versions", ...own, name], {
      timeoutMs: 30_000,
    }).catch(() => "");
    if (shown.includes("Package:")) known.push(name);
  }
  log(`downloading ${known.join(", ")} and unpacking into ${target}`);
  await runCommand("apt-get", ["download", ...options, ...known], { timeoutMs: INSTALL_MS, cwd: archives });
  for (const file of await readdir(archives)) {
    if (file.endsWith(".deb")) await runCommand("dpkg", ["-x", join(archives, file), target], { timeoutMs: 60_000 });
  }
  await rm(apt, { recursive: true, force: true });
}

/** Names of the shared libraries that `binary` needs and that neither the system nor `libraryPath` has. */
export async function missingLibraries(binary: string, libraryPath: string): Promise<string[]> {
  await access(binary);
  const output = await runCommand("ldd", [binary], { timeoutMs: 15_000, env: { LD_LIBRARY_PATH: libraryPath } });
  return output.split("\n").flatMap((line) => (line.includes("not found") ? [line.trim().split(" ")[0] ?? line] : []));
}
