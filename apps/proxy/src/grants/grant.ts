import type { CompiledPolicy, RiskClass } from "@policylayer/policy";
import type { Freshness } from "./freshness";
import type { PinnedTool } from "./pinned-tool";

/** Everything a call of one grant is judged by, as it was when `epoch` was read. Replaced as a whole; only `freshness` and `load` change. */
export interface Grant {
  readonly grantId: string;
  readonly tokenHash: string;
  readonly label: string;
  readonly organizationId: string;
  readonly organizationSlug: string;
  /** 0..63 */
  readonly partition: number;
  readonly teamId: string;
  readonly teamSlug: string;
  /** Unix ms; null: no end. */
  readonly expiresAtMs: number | null;
  /** Read from Redis before anything else here was read from Postgres. */
  readonly epoch: string;
  /** How long ago this was known to be in force; null in a strict organization, where no call passes without Redis. */
  readonly freshness: Freshness | null;
  /** What of this grant is in flight in this process; the same object whenever the grant is reloaded. */
  readonly load: GrantLoad;
  /** By server slug. */
  readonly bindings: ReadonlyMap<string, Binding>;
}

/** Counted as requests come and go. */
export interface GrantLoad {
  inFlight: number;
}

/** What a grant may do on one server. */
export interface Binding {
  readonly serverId: string;
  readonly serverSlug: string;
  readonly upstream: UpstreamAddress;
  /** The pinned tools by name. */
  readonly tools: ReadonlyMap<string, PinnedTool>;
  /** Names of those that aren't what was approved any more, or never were approved: neither listed nor called. */
  readonly quarantined: ReadonlySet<string>;
  /** The risk classes people gave tools, by the tool's name: they win over the tool's own. */
  readonly classOverrides: ReadonlyMap<string, RiskClass>;
  /** null: a server without a policy, where every call is denied. */
  readonly policy: { readonly id: string; readonly version: number; readonly compiled: CompiledPolicy } | null;
}

/** What somebody may do on one server: the grant, and its binding there. */
export interface Rights {
  readonly grant: Grant;
  readonly binding: Binding;
}

/** Where an upstream is and how it is spoken to. Credentials stay sealed here; `upstream/headers.ts` opens them. */
export interface UpstreamAddress {
  readonly organizationId: string;
  readonly serverId: string;
  /** `http_sse`: that of MCP 2024-11-05. */
  readonly transport: "streamable_http" | "http_sse";
  readonly url: string;
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly sealedHeaders: Uint8Array | null;
  /** The organization's data keys as stored, newest first. */
  readonly wrappedKeys: readonly Uint8Array[];
}
