import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { draftPolicy } from "@policylayer/policy";
import type { KnownServer } from "./known-server";
import { ScanFailure } from "./scan-failure";
import type { ScannedServer } from "./scanned-stack";

/** The policy to start from for a server, as canonical text. */
export function draftFor({ tools }: KnownServer): string {
  return draftPolicy(tools.map(({ name, class: rated, inputSchema }) => ({ name, class: rated, inputSchema })));
}

/** Writes a drafted policy for each known server into a new or empty folder; answers the files. */
export async function writePolicies(folder: string, servers: readonly ScannedServer[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new ScanFailure(`${folder} isn't empty: name a new folder for the policies, so that none is overwritten`);
  const written: string[] = [];
  for (const [index, { name, known }] of servers.entries()) {
    if (known === null) continue;
    const file = join(folder, `${fileName(name, index)}.json`);
    await writeFile(file, draftFor(known), { flag: "wx" });
    written.push(file);
  }
  return written;
}

/** Numbered, so that no two names make one file. */
function fileName(name: string, index: number): string {
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "");
  return `${String(index + 1).padStart(2, "0")}-${plain === "" ? "server" : plain.slice(0, 60)}`;
}
