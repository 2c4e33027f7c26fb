import { parseKey } from "@policylayer/crypto";
import { createDb } from "@policylayer/db";
import { bootstrapOrganization } from "@policylayer/services/bootstrap";

export interface BootstrapTarget {
  databaseUrl: string;
  /** 32 bytes in base64 each. */
  TOKEN_PEPPER: string;
  ENCRYPTION_KEY: string;
}

export interface BootstrapInput {
  organizationSlug: string;
  teamSlug: string;
  email: string;
}

/** Creates what is missing of an organization, its team and its first admin, and a new API key. */
export async function bootstrap(target: BootstrapTarget, input: BootstrapInput) {
  const db = createDb(target.databaseUrl, { connectionsMax: 2, applicationName: "policylayer-admin" });
  try {
    const secrets = {
      tokenPepper: parseKey("TOKEN_PEPPER", target.TOKEN_PEPPER),
      encryptionKey: parseKey("ENCRYPTION_KEY", target.ENCRYPTION_KEY),
    };
    return await bootstrapOrganization({ db, secrets, now: () => new Date() }, input);
  } finally {
    await db.$disconnect();
  }
}
