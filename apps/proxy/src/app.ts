import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Db } from "@policylayer/db";
import { ApprovalSignals, CancelSignals, type Gate, LOSS_LOOK_MS, ProcessPulse } from "@policylayer/gate";
import type { Redis } from "ioredis";
import type { buildConnector } from "undici";
import { HeldCalls } from "./approvals/held-calls";
import { Bag } from "./bag";
import { ApprovalStore } from "./grants/approval-store";
import { DefinitionDoubts } from "./grants/definition-doubts";
import { GrantDirectory } from "./grants/grant-directory";
import { type FrontDoorDeps, handleRequest } from "./http/front-door";
import { buildOriginCheck } from "./http/origin";
import { TokenHashes } from "./http/token-hash";
import type { Log } from "./log";
import { Metrics } from "./metrics";
import { foreignSessionRows } from "./requests/foreign-session";
import { lookCurrent } from "./requests/require-current";
import { ServerRequests } from "./requests/server-requests";
import { ToolsPages } from "./requests/tools-pages";
import type { Runtime } from "./runtime";
import { DetachedCalls } from "./sessions/detached-calls";
import { InFlightCalls } from "./sessions/in-flight-calls";
import { PooledSessions } from "./sessions/pooled-sessions";
import { SessionDirectory } from "./sessions/session-directory";
import { SessionStreams } from "./sessions/session-streams";
import { TeamSessions } from "./sessions/team-sessions";
import type { Settings } from "./settings";
import type { ClientStream } from "./upstream/client-stream";
import type { ForwardDeps } from "./upstream/forward";
import { HttpSseConnections } from "./upstream/http-sse/http-sse-connections";
import { KnownAnswers } from "./upstream/known-answers";
import { UpstreamEras } from "./upstream/upstream-eras";
import { UpstreamPools } from "./upstream/upstream-pools";

export interface ProxyDeps {
  readonly gate: Gate;
  /** The client the gate uses, for sessions. */
  readonly redis: Redis;
  readonly db: Db;
  /** The guarded connector of `@policylayer/net`. */
  readonly connect: buildConnector.connector;
  readonly secrets: { readonly tokenPepper: Buffer; readonly encryptionKey: Buffer };
  readonly settings: Settings;
  readonly log: Log;
  readonly bootId: string;
  /** Unix ms. */
  readonly now: () => number;
}

export interface ProxyApp {
  /** Not listening yet. */
  readonly server: Server;
  readonly metrics: Metrics;
  /**
   * Takes nothing new, lets what is in flight end for up to `graceMs`, then gives the rest up, with the outcome `unknown`.
   * Resolves when every answer was given and every outcome is in the stream, or `flushMs` later.
   */
  drain(graceMs: number, flushMs: number): Promise<void>;
}

/** The data plane, wired. Nothing is connected before the first request. */
export function buildApp(deps: ProxyDeps): ProxyApp {
  const { gate, redis, db, connect, secrets, settings, log, bootId, now } = deps;
  const metrics = new Metrics(
    () => gate.outcomesDropped,
    () => {
      const { closed, half_open, open } = pools.breakers(performance.now());
      return (
        `# HELP policylayer_streams Streams that clients listen to.\n# TYPE policylayer_streams gauge\npolicylayer_streams ${streams.size}\n` +
        "# HELP policylayer_upstreams Upstreams by the state of their breaker.\n# TYPE policylayer_upstreams gauge\n" +
        `policylayer_upstreams{kind="closed"} ${closed}\npolicylayer_upstreams{kind="half_open"} ${half_open}\npolicylayer_upstreams{kind="open"} ${open}\n`
      );
    },
  );
  const openStreams = new Set<ClientStream>();
  const pools = new UpstreamPools({
    connectionsMax: settings.upstreamConnectionsMax,
    streamsMax: settings.streamsMax,
    firstByteTimeoutMs: settings.firstByteTimeoutMs,
    idleTimeoutMs: settings.idleTimeoutMs,
    connect,
  });
  const approvalSignals = new ApprovalSignals(redis);
  const calls = new InFlightCalls();
  const cancelSignals = new CancelSignals(redis, ({ sessionId, requestId }) => {
    calls.cancel(sessionId, requestId);
  });
  const pulse = new ProcessPulse(redis, bootId, ({ message }) => {
    log.debug({ reason: message }, "Redis did not take the sign of life");
  });
  const held = new HeldCalls(settings.heldCallsMax);
  const grants = new GrantDirectory({ db, gate, log, settings, now });
  const streams = new SessionStreams({ settings });
  const httpSse = new HttpSseConnections({
    look: ({ rights, session }) => lookCurrent({ gate, grants }, rights, session),
  });
  let isDraining = false;
  let isClosed = false;
  const serverRequests = new ServerRequests({
    gate,
    grants,
    metrics,
    bootId,
    staleGrantMsMax: settings.staleGrantMsMax,
    redis,
    log,
    now,
    forward: () => forward,
  });
  const forward: ForwardDeps = {
    pools,
    encryptionKey: secrets.encryptionKey,
    settings,
    metrics,
    log,
    serverRequests,
    open: new Bag(),
    httpSse,
    isClosed: () => isClosed,
  };
  const pooled = new PooledSessions({ forward, settings, now: () => performance.now() });
  const runtime: Runtime = {
    redis,
    serverRequests,
    gate,
    grants,
    doubts: new DefinitionDoubts({ redis, log, metrics }),
    knownAnswers: new KnownAnswers(),
    toolsPages: new ToolsPages(),
    sessions: new SessionDirectory(redis),
    teams: new TeamSessions(redis),
    openingChildren: new Map(),
    reviving: new Map(),
    foreignRows: foreignSessionRows(),
    calls,
    detached: new DetachedCalls(),
    streams,
    approvals: new ApprovalStore({ db, encryptionKey: secrets.encryptionKey, log, metrics }),
    approvalSignals,
    held,
    forward,
    pooled,
    eras: new UpstreamEras({ forward: () => forward, now: () => performance.now() }),
    openStreams,
    settings,
    metrics,
    log,
    tokenHashes: new TokenHashes(secrets.tokenPepper),
    bootId,
    now,
  };
  const frontDoor: FrontDoorDeps = {
    runtime,
    origin: buildOriginCheck(settings),
    health: { runtime, pingDirectory: () => db.$queryRaw`SELECT 1`, isDraining: () => isDraining },
  };

  let active = 0;
  let onIdle: (() => void) | null = null;
  function serve(req: IncomingMessage, res: ServerResponse, expectsContinue: boolean): void {
    active += 1;
    if (isDraining) res.shouldKeepAlive = false;
    // Never rejects.
    void handleRequest(frontDoor, req, res, expectsContinue).then(ended);
  }

  function ended(): void {
    active -= 1;
    if (active === 0) onIdle?.();
  }

  const server = buildServer(serve);
  server.once("listening", () => {
    cancelSignals.open();
    pulse.start();
  });
  const keepAlive = setInterval(() => {
    for (const stream of openStreams) stream.keepAliveAfter(settings.keepAliveMs);
  }, settings.keepAliveMs);
  keepAlive.unref();
  const lookForLoss = setInterval(() => void gate.lookForLoss(), LOSS_LOOK_MS);
  lookForLoss.unref();
  const streamCheck = setInterval(() => {
    // Whatever could not be asked has ended its streams.
    streams.sweep().catch((error: unknown) => log.warn({ error: String(error) }, "open streams could not be checked"));
    pooled.sweep();
    httpSse.sweep().catch((error: unknown) => log.warn({ error: String(error) }, "open sessions could not be checked"));
  }, settings.streamCheckMs);
  streamCheck.unref();

  /** True once nothing is in flight, false after `ms`. */
  function idleWithin(ms: number): Promise<boolean> {
    if (active === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      onIdle = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  return {
    server,
    metrics,
    async drain(graceMs, flushMs) {
      isDraining = true;
      server.close();
      // What was asked of people stays asked; their answers are for a later call.
      held.endAll();
      streams.endAll();
      if (!(await idleWithin(graceMs))) {
        isClosed = true;
        for (const exchange of runtime.forward.open.snapshot()) exchange.giveUp("shutting_down");
        await idleWithin(flushMs);
      }
      await Promise.all([settledWithin(gate.flush(), flushMs), settledWithin(pooled.endAll(), flushMs)]);
      await settledWithin(pulse.stop(), flushMs);
      clearInterval(keepAlive);
      clearInterval(streamCheck);
      approvalSignals.close();
      cancelSignals.close();
      clearInterval(lookForLoss);
      httpSse.closeAll();
      await pools.destroy();
      server.closeAllConnections();
    },
  };
}

/** Bounds of one connection: a client that sends slowly, or much, costs little. */
function buildServer(serve: (req: IncomingMessage, res: ServerResponse, expectsContinue: boolean) => void): Server {
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    // Longer than a load balancer's, which would otherwise use a connection that is just being closed.
    keepAliveTimeout: 72_000,
    connectionsCheckingInterval: 5_000,
    insecureHTTPParser: false,
    requireHostHeader: true,
  });
  // Node would drop the ones above a limit without a word. They are counted in `readHead` and refused.
  server.maxHeadersCount = 0;
  server.maxConnections = 10_000;
  server.on("request", (req, res) => serve(req, res, false));
  server.on("checkContinue", (req, res) => serve(req, res, true));
  return server;
}

async function settledWithin(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
