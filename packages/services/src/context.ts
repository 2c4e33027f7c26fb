import type { Db, Role } from "@policylayer/db";
import type { CountedLimit, LimitReadings } from "@policylayer/gate";

export type { Role };

/** Who makes a change. Taken from the credential, never from input. */
export interface Actor {
  readonly kind: "user" | "api_key" | "system";
  readonly id: string;
  readonly name: string;
}

export interface Secrets {
  /** Key of the hashes that tokens are stored as. */
  readonly tokenPepper: Buffer;
  /** 32 bytes that wrap every organization's data key. */
  readonly encryptionKey: Buffer;
}

/** What a verb needs when no organization is known yet: signing up, signing in, looking a key up. */
export interface ServiceDeps {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly now: () => Date;
}

/** What a change of one organization takes. The worker's jobs hold no more than this. */
export type ChangeContext = Pick<
  ServiceContext,
  "db" | "now" | "organizationId" | "partition" | "actor" | "role" | "teamIds" | "bumpEpochs"
>;

/** The same, with what opens an upstream's credentials. */
export interface DiscoveryContext extends ChangeContext {
  readonly secrets: Pick<Secrets, "encryptionKey">;
}

/**
 * The right to act in one organization. Holding one is the tenant check: it is made from a membership or an API key and
 * from nothing else, and every verb asks for it.
 */
export interface ServiceContext extends ServiceDeps {
  readonly organizationId: string;
  readonly organizationSlug: string;
  /** 0..63, the part of Redis the organization's keys live in. */
  readonly partition: number;
  readonly actor: Actor;
  readonly role: Role;
  /** The teams the role is narrowed to; null: all of the organization. */
  readonly teamIds: readonly string[] | null;
  /** Public addresses without a trailing slash. */
  readonly urls: { readonly proxy: string; readonly dashboard: string };
  /** Makes every proxy reload these grants. Rejects when the proxies' store can't be told. */
  readonly bumpEpochs: (partition: number, organizationId: string, grantIds: readonly string[]) => Promise<void>;
  /** How far limits are used up now. Rejects when the proxies' store gives no answer. */
  readonly readLimits: (partition: number, limits: readonly CountedLimit[]) => Promise<LimitReadings>;
  /** Tells the proxies that hold a call for this approval to look at it. Rejects when they can't be told. */
  readonly announceDecision: (approvalId: string) => Promise<void>;
}
