import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const demoRecordSchema = z.object({
  organizationId: z.string(),
  email: z.string(),
  /** null: that person had an account before. */
  password: z.string().nullable(),
  apiKey: z.string(),
  serverId: z.string().optional(),
  policyId: z.string().optional(),
  grant: z.object({ id: z.string(), token: z.string(), url: z.string() }).optional(),
  /** The calls were made; nothing is left to do. */
  isComplete: z.boolean().default(false),
});

/** How far the demo was made, so that a start cut short goes on where it was and nothing is made twice. */
export type DemoRecord = z.infer<typeof demoRecordSchema>;

const fileOf = (dataDir: string) => join(dataDir, "demo.json");

/** null when no demo was made from this data folder. */
export async function readDemoRecord(dataDir: string): Promise<DemoRecord | null> {
  try {
    return demoRecordSchema.parse(JSON.parse(await readFile(fileOf(dataDir), "utf8")));
  } catch (error) {
    // Absent is the normal case; a damaged one only means that the demo is looked for in the database instead.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Holds a password and keys: for its owner only. Replaced as a whole. */
export async function writeDemoRecord(dataDir: string, record: DemoRecord): Promise<void> {
  const file = fileOf(dataDir);
  await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
