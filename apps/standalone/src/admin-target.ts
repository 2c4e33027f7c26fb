import type { readAdminEnv } from "./env";
import { readRuntime } from "./runtime-file";
import { readSecrets } from "./secrets";
import { StartFailure } from "./start-failure";

export interface AdminTarget {
  databaseUrl: string;
  TOKEN_PEPPER: string;
  ENCRYPTION_KEY: string;
  dashboardUrl: string;
  proxyUrl: string;
}

/** What an administrative command works on: the database of the environment, else the running `npm start`. */
export async function adminTarget(env: ReturnType<typeof readAdminEnv>): Promise<AdminTarget> {
  const { DATABASE_URL, TOKEN_PEPPER, ENCRYPTION_KEY } = env;
  if (DATABASE_URL === undefined) {
    const runtime = await readRuntime(env.DATA_DIR);
    return { ...runtime, ...(await readSecrets(runtime.secretsFile)) };
  }
  if (TOKEN_PEPPER === undefined || ENCRYPTION_KEY === undefined) {
    throw new StartFailure("With DATABASE_URL, TOKEN_PEPPER and ENCRYPTION_KEY of that installation are needed too.");
  }
  const { DASHBOARD_URL: dashboardUrl, PROXY_URL: proxyUrl } = env;
  return { databaseUrl: DATABASE_URL, TOKEN_PEPPER, ENCRYPTION_KEY, dashboardUrl, proxyUrl };
}
