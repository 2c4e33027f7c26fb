import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartFailure } from "./start-failure";

const key = z.base64().refine((text) => Buffer.from(text, "base64").length === 32, "not 32 bytes");
const secretsSchema = z.object({ TOKEN_PEPPER: key, ENCRYPTION_KEY: key, AUTH_SECRET: key });

/** 32 random bytes each, in base64. */
export type Secrets = z.infer<typeof secretsSchema>;

export function secretsFile(dataDir: string): string {
  return join(dataDir, "secrets.json");
}

/**
 * The keys of this data folder, made once. A file that is there but can't be read is never replaced: without its keys
 * no stored token or upstream header could be used again. Throws StartFailure then.
 */
export async function readOrMakeSecrets(dataDir: string): Promise<Secrets> {
  const file = secretsFile(dataDir);
  const fresh = (): string => randomBytes(32).toString("base64");
  const made: Secrets = { TOKEN_PEPPER: fresh(), ENCRYPTION_KEY: fresh(), AUTH_SECRET: fresh() };
  try {
    await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { flag: "wx", mode: 0o600 });
    return made;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readSecrets(file);
}

/** Throws StartFailure when the file is missing or doesn't hold the three keys. */
export async function readSecrets(file: string): Promise<Secrets> {
  try {
    return secretsSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    throw new StartFailure(
      `${file} does not hold the three keys made at the first start: restore it from a copy, or move the whole data folder away to begin anew.`,
    );
  }
}
