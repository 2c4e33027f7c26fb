import { readFile, stat } from "node:fs/promises";
import { text } from "node:stream/consumers";
import {
  identifyServer,
  identityKey,
  type Launch,
  readServerEntries,
  type ServerEntry,
  type ServerIdentity,
  shownName,
} from "@policylayer/stack";
import { ScanFailure } from "./scan-failure";

/** A server of the configurations that were read. Only `launch` holds secrets. */
export interface ConfiguredServer {
  /** Told apart by it. */
  readonly name: string;
  readonly identity: ServerIdentity;
  readonly launch: Launch | null;
  /** The files that name it. */
  readonly files: readonly string[];
}

export interface Configurations {
  readonly servers: readonly ConfiguredServer[];
  /** Names of those that are switched off: no agent can call them. */
  readonly disabled: readonly string[];
}

const BYTES_MAX = 1_048_576;

/**
 * The servers of all files together; one that several files start alike is one. Throws ScanFailure for a file that can't
 * be read. Of files that were found and not named, those without servers are passed over.
 */
export async function readConfigurations(named: readonly string[], found: readonly string[]): Promise<Configurations> {
  const servers = new Map<string, ConfiguredServer>();
  const disabled: string[] = [];
  const names = new Set<string>();
  for (const file of [...named, ...found]) {
    const entries = await readEntries(file, named.includes(file));
    entries.forEach((entry, index) => {
      const name = shownName(entry.name, index);
      if (entry.isDisabled) {
        disabled.push(name);
        return;
      }
      const identity = identifyServer(entry.launch);
      const key = identityKey(identity) ?? JSON.stringify([name, file]);
      const before = servers.get(key);
      if (before === undefined)
        servers.set(key, { name: distinctName(name, names), identity, launch: entry.launch, files: [file] });
      else if (!before.files.includes(file)) servers.set(key, { ...before, files: [...before.files, file] });
    });
  }
  return { servers: [...servers.values()], disabled };
}

async function readEntries(file: string, isNamed: boolean): Promise<readonly ServerEntry[]> {
  const read = readServerEntries(await readText(file));
  if (read.ok) return read.entries;
  if (read.hasNoServers && !isNamed) return [];
  throw new ScanFailure(
    `${file === "-" ? "the standard input" : file}, line ${read.problem.line}: ${read.problem.message}`,
  );
}

async function readText(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    const { size } = await stat(file);
    if (size > BYTES_MAX) throw new ScanFailure(`${file} is larger than 1 MiB: is it a client's configuration?`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof ScanFailure) throw error;
    throw new ScanFailure(`can't read ${file}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder: name the file in it";
  return code === "EACCES" ? "it isn't yours to read" : `the system says ${String(code)}`;
}

function distinctName(name: string, taken: Set<string>): string {
  let distinct = name;
  for (let count = 2; taken.has(distinct); count += 1) distinct = `${name} (${count})`;
  taken.add(distinct);
  return distinct;
}
