import type { Db } from "@policylayer/db";
import { type Gate, LimitsRestoring, StoreUnavailable } from "@policylayer/gate";
import { type CompiledPolicy, compileStoredPolicy } from "@policylayer/policy";
import pLimit, { type LimitFunction } from "p-limit";
import { BoundedMap } from "../bounded-map";
import type { Log } from "../log";
import type { Settings } from "../settings";
import { DirectoryUnavailable } from "./directory-unavailable";
import type { Grant, GrantLoad } from "./grant";
import { type GrantIdentity, identifyGrant, loadGrant, type PolicyCache, type ToolCache } from "./load-grant";
import { PinnedTool } from "./pinned-tool";
import { readStoredCharges } from "./stored-charges";

const GRANTS_MAX = 100_000;
const POLICIES_MAX = 10_000;
const TOOLS_MAX = 20_000;
const REFUSED_MAX = 10_000;
/** How long a token that opened nothing is not looked up again. An expired grant that was prolonged works after that. */
const REFUSED_MS = 5_000;

export interface GrantDirectoryOptions {
  readonly db: Db;
  readonly gate: Pick<Gate, "openEpoch">;
  readonly log: Log;
  readonly settings: Pick<Settings, "strangersAskedMax" | "strangersWaitingMax">;
  /** Unix ms. */
  readonly now: () => number;
}

/**
 * Grants in memory, each stamped with the epoch that Redis held before Postgres was read. Nothing here expires by itself:
 * the gate compares the stamp on every call, and a stale grant is reloaded. With Postgres down, cached grants work on.
 */
export class GrantDirectory {
  readonly #grants = new BoundedMap<string, Grant>(GRANTS_MAX);
  readonly #loads = new BoundedMap<string, GrantLoad>(GRANTS_MAX);
  readonly #refusedUntil = new BoundedMap<string, number>(REFUSED_MAX);
  readonly #loading = new Map<string, Promise<Grant | null>>();
  readonly #compiled = new BoundedMap<string, CompiledPolicy>(POLICIES_MAX);
  readonly #policies: PolicyCache = {
    has: (id, version) => this.#compiled.get(`${id}@${version}`) !== undefined,
    get: (id, version, document) => this.#compile(`${id}@${version}`, document),
  };

  readonly #pinnedTools = new BoundedMap<string, PinnedTool>(TOOLS_MAX);
  readonly #tools: ToolCache = {
    get: (hash) => this.#pinnedTools.get(hash),
    add: (hash, definition) => {
      const tool = new PinnedTool(definition, hash);
      this.#pinnedTools.set(hash, tool);
      return tool;
    },
  };

  readonly #strangers: LimitFunction;

  constructor(private readonly options: GrantDirectoryOptions) {
    this.#strangers = pLimit(options.settings.strangersAskedMax);
  }

  /** The grant of a token if it is in memory and has not expired; else undefined, and `find` looks further. */
  cached(tokenHash: string): Grant | undefined {
    const grant = this.#grants.get(tokenHash);
    if (grant === undefined || grant.expiresAtMs === null || grant.expiresAtMs > this.options.now()) return grant;
    this.#grants.delete(tokenHash);
    return undefined;
  }

  /** The grant of a token; null when there is none in force. Rejects with `StoreUnavailable`, `LimitsRestoring` or `DirectoryUnavailable`. */
  async find(tokenHash: string): Promise<Grant | null> {
    const cached = this.cached(tokenHash);
    if (cached !== undefined) return cached;
    if ((this.#refusedUntil.get(tokenHash) ?? 0) > this.options.now()) return null;
    return this.#loadOnce(tokenHash, null);
  }

  /** The grant as it is now, after the gate called `stale` stale. Rejects as `find` does. */
  async reload(stale: Grant): Promise<Grant | null> {
    stale.freshness?.outdated();
    const cached = this.cached(stale.tokenHash);
    if (cached !== undefined && cached.epoch !== stale.epoch) return cached;
    return this.#loadOnce(stale.tokenHash, stale);
  }

  #loadOnce(tokenHash: string, known: GrantIdentity | null): Promise<Grant | null> {
    let loading = this.#loading.get(tokenHash);
    if (loading === undefined) {
      loading = this.#load(tokenHash, known).finally(() => this.#loading.delete(tokenHash));
      this.#loading.set(tokenHash, loading);
    }
    return loading;
  }

  async #load(tokenHash: string, known: GrantIdentity | null): Promise<Grant | null> {
    const { db, gate, now } = this.options;
    const identity = known ?? (await this.#identify(tokenHash));
    let grant: Grant | null = null;
    if (identity !== null) {
      const askedAtMs = performance.now();
      const epoch = await gate.openEpoch(identity, (question) =>
        this.#ask(() => readStoredCharges(db, identity.organizationId, question)),
      );
      grant = await this.#ask(() =>
        loadGrant(
          db,
          identity,
          tokenHash,
          { epoch, askedAtMs },
          this.#policies,
          this.#tools,
          this.#loadOf(identity.grantId),
          now(),
        ),
      );
    }
    if (grant === null) {
      this.#grants.delete(tokenHash);
      this.#refusedUntil.set(tokenHash, now() + REFUSED_MS);
    } else {
      this.#grants.set(tokenHash, grant);
    }
    return grant;
  }

  /**
   * Anyone can make up tokens that look right, so a few are looked up at a time, and those of them that wait are bounded: the
   * other connections to Postgres are for grants that exist.
   */
  #identify(tokenHash: string): Promise<GrantIdentity | null> {
    if (this.#strangers.pendingCount >= this.options.settings.strangersWaitingMax) {
      throw new DirectoryUnavailable("too many unknown tokens wait to be looked up");
    }
    return this.#strangers(() => this.#ask(() => identifyGrant(this.options.db, tokenHash)));
  }

  /** A grant that is forgotten while it is in use begins again at zero: its bound is then looser for a moment. */
  #loadOf(grantId: string): GrantLoad {
    let load = this.#loads.get(grantId);
    if (load === undefined) {
      load = { inFlight: 0 };
      this.#loads.set(grantId, load);
    }
    return load;
  }

  /** Whatever goes wrong while asking Postgres is one failure to the caller, and a line in the log. */
  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      if (error instanceof StoreUnavailable || error instanceof LimitsRestoring) throw error;
      const { name, code } = describe(error);
      this.options.log.error({ error: name, code }, "the directory could not be read");
      throw new DirectoryUnavailable("the directory could not be read");
    }
  }

  #compile(key: string, document: string | undefined): CompiledPolicy {
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    // A version without its document can't be judged by: an empty text compiles to a policy that refuses everything.
    const compiled = compileStoredPolicy(document ?? "");
    if (document !== undefined) this.#compiled.set(key, compiled);
    return compiled;
  }
}

/** Prisma's messages quote the query with its arguments; only the name and the code go to the log. */
function describe(error: unknown): { name: string; code: string | null } {
  if (!(error instanceof Error)) return { name: "unknown", code: null };
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  return { name: error.name, code };
}
