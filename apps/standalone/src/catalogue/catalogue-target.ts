import type { readCatalogueEnv } from "../env";
import { readRuntime } from "../runtime-file";

export interface CatalogueTarget {
  readonly databaseUrl: string;
  readonly allowPrivate: boolean;
}

/** The database of the environment, else that of the running `npm start`. */
export async function catalogueTarget(env: ReturnType<typeof readCatalogueEnv>): Promise<CatalogueTarget> {
  const databaseUrl = env.DATABASE_URL ?? (await readRuntime(env.DATA_DIR)).databaseUrl;
  return { databaseUrl, allowPrivate: env.ALLOW_PRIVATE_UPSTREAMS };
}
