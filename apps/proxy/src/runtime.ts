import type { ApprovalSignals, Gate } from "@policylayer/gate";
import type { Redis } from "ioredis";
import type { HeldCalls } from "./approvals/held-calls";
import type { ApprovalStore } from "./grants/approval-store";
import type { DefinitionDoubts } from "./grants/definition-doubts";
import type { GrantDirectory } from "./grants/grant-directory";
import type { TokenHashes } from "./http/token-hash";
import type { Log } from "./log";
import type { Metrics } from "./metrics";
import type { ServerRequests } from "./requests/server-requests";
import type { ToolsPages } from "./requests/tools-pages";
import type { DetachedCalls } from "./sessions/detached-calls";
import type { InFlightCalls } from "./sessions/in-flight-calls";
import type { PooledSessions } from "./sessions/pooled-sessions";
import type { RateWindow } from "./sessions/rate-window";
import type { ClientSession, SessionDirectory } from "./sessions/session-directory";
import type { SessionStreams } from "./sessions/session-streams";
import type { TeamSessions } from "./sessions/team-sessions";
import type { Settings } from "./settings";
import type { OpenedChild } from "./team/open-child";
import type { ClientStream } from "./upstream/client-stream";
import type { ForwardDeps } from "./upstream/forward";
import type { KnownAnswers } from "./upstream/known-answers";
import type { UpstreamEras } from "./upstream/upstream-eras";

/** What every request of one proxy works with. Built once, in `app.ts`. */
export interface Runtime {
  /** For what is asked of clients; the gate has its own use of it. */
  readonly redis: Redis;
  readonly gate: Gate;
  readonly grants: GrantDirectory;
  readonly doubts: DefinitionDoubts;
  readonly knownAnswers: KnownAnswers;
  readonly toolsPages: ToolsPages;
  readonly sessions: SessionDirectory;
  readonly teams: TeamSessions;
  /** Sessions with one server of a team session that are being opened, by id. */
  readonly openingChildren: Map<string, Promise<OpenedChild>>;
  /** Sessions that are being set up anew with their upstream, by id. */
  readonly reviving: Map<string, Promise<ClientSession | null>>;
  /** What may be recorded of sessions that are somebody else's. */
  readonly foreignRows: RateWindow;
  /** Of the gateway's own, for clients that have none. */
  readonly pooled: PooledSessions;
  readonly calls: InFlightCalls;
  readonly detached: DetachedCalls;
  readonly streams: SessionStreams;
  readonly approvals: ApprovalStore;
  readonly approvalSignals: Pick<ApprovalSignals, "listen">;
  readonly held: HeldCalls;
  readonly serverRequests: ServerRequests;
  readonly forward: ForwardDeps;
  /** Which upstreams speak revision 2026-07-28. */
  readonly eras: UpstreamEras;
  readonly openStreams: Set<ClientStream>;
  readonly settings: Settings;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly tokenHashes: TokenHashes;
  /** Names this process in the audit record. */
  readonly bootId: string;
  /** Unix ms. */
  readonly now: () => number;
}
