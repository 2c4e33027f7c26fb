import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartFailure } from "./start-failure";

const runtimeSchema = z.object({
  databaseUrl: z.string(),
  redisUrl: z.string(),
  dashboardUrl: z.string(),
  proxyUrl: z.string(),
  demoUrl: z.string(),
  secretsFile: z.string(),
});

/** Where the running processes of a data folder are; for commands that work against them. Holds passwords. */
export type Runtime = z.infer<typeof runtimeSchema>;

const fileOf = (dataDir: string) => join(dataDir, "runtime.json");

/** Written for its owner only; returns how to remove it. */
export async function writeRuntime(dataDir: string, runtime: Runtime): Promise<() => Promise<void>> {
  const file = fileOf(dataDir);
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
  return () => rm(file, { force: true });
}

/** Throws StartFailure when nothing runs on that folder. */
export async function readRuntime(dataDir: string): Promise<Runtime> {
  const text = await readFile(fileOf(dataDir), "utf8").catch(() => {
    throw new StartFailure(
      `Nothing runs on ${dataDir}: run \`npm start\` first, or set DATABASE_URL, TOKEN_PEPPER and ENCRYPTION_KEY.`,
    );
  });
  const parsed = runtimeSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new StartFailure(`${fileOf(dataDir)} can't be read: restart \`npm start\`.`);
  return parsed.data;
}
