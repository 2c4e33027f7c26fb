import { writeFile } from "node:fs/promises";
import { type BuiltInServer, builtInCatalogue, builtInServer } from "@policylayer/services/built-in-catalogue";
import { sentenceOf } from "../start-failure";
import { knownPackages } from "./known-packages";
import { runPackage } from "./run-package";
import { seedServer } from "./seed-server";

/**
 * Runs every known package and writes what it found, facts only, as the built-in catalogue. A package that can't be run is
 * named and left out. 0, or 1 when one was.
 */
export async function listPackages(file: string, tell: (sentence: string) => void): Promise<number> {
  const servers: BuiltInServer[] = [seedServer()];
  let left = 0;
  for (const known of knownPackages) {
    try {
      const { server, tools } = await runPackage(known);
      servers.push(builtInServer(server, tools, new Date()));
      tell(`${known.identifier} ${server.version ?? ""}: ${tools.length} tools`);
    } catch (error) {
      left++;
      tell(`${known.identifier} is left out: ${sentenceOf(error).split("\n")[0]}`);
    }
  }
  await writeFile(file, `${JSON.stringify(builtInCatalogue(servers), null, 2)}\n`);
  tell(`${file}: ${servers.length} servers; format it with: npx biome format --write ${file}`);
  return left === 0 ? 0 : 1;
}
