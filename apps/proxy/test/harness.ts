import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { newId } from "@policylayer/crypto";
import { createDb, type Db, withOrganization } from "@policylayer/db";
import {
  type AuditRecord,
  auditStreamKey,
  buildGateClient,
  bumpEpochs,
  createGate,
  parseAuditEntry,
} from "@policylayer/gate";
import { createGuardedConnector } from "@policylayer/net";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { Redis } from "ioredis";
import { Agent, request } from "undici";
import { inject } from "vitest";
import { buildApp, type ProxyApp } from "../src/app";
import { createLog } from "../src/log";
import { defaultSettings, type Settings } from "../src/settings";
import { RecordingUpstream, SECRET_OF_UPSTREAM } from "./recording-upstream";
import { type Seed, type Seeded, savePolicy, seedWorld } from "./seed-world";

export const secrets = { tokenPepper: randomBytes(32), encryptionKey: randomBytes(32) };

export const INITIALIZE = {
  jsonrpc: "2.0",
  id: 0,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: { sampling: {} },
    clientInfo: { name: "tester", version: "9" },
  },
};

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** Parsed, when it is JSON; else null. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape.
  readonly json: any;
}

/** A proxy in this process, on a free port. */
export interface RunningProxy {
  readonly url: string;
  readonly port: number;
  readonly app: ProxyApp;
  readonly redis: Redis;
  /** Everything it logged. */
  readonly logged: () => string;
  close(): Promise<void>;
}

const agent = new Agent({ pipelining: 1 });

/** Where a suite's proxies find their services; null: the run's own Redis, the suite's own database. */
export interface Services {
  readonly redisUrl?: string;
  readonly databaseUrl: string;
  /** When a Redis is given up. By default so late that a busy machine isn't taken for one that doesn't answer. */
  readonly redisAnswerMs?: number;
}

export async function startProxy(services: Services, overrides: Partial<Settings> = {}): Promise<RunningProxy> {
  const { redisUrl = inject("redisUrl"), redisAnswerMs: answerWithinMs = 10_000 } = services;
  const redis = buildGateClient(redisUrl, { onError: () => undefined, answerWithinMs });
  if (redis.status !== "ready") await new Promise((resolve) => redis.once("ready", resolve));
  const db = createDb(services.databaseUrl, { applicationName: "proxy-test", connectionsMax: 4 });
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const app = buildApp({
    gate: createGate({ redis }),
    redis,
    db,
    connect: createGuardedConnector({ allowPrivate: true, connectTimeoutMs: 2_000 }),
    secrets,
    settings: { ...defaultSettings, ...overrides },
    log: createLog("debug", sink),
    bootId: newId("boot"),
    now: Date.now,
  });
  await new Promise<void>((resolve) => app.server.listen(0, "127.0.0.1", resolve));
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    app,
    redis,
    logged: () => lines.join(""),
    async close() {
      await app.drain(0, 500);
      redis.disconnect();
      await db.$disconnect();
    },
  };
}

/** One suite's world: its own database, an upstream that remembers, and a proxy. */
export interface World {
  readonly database: TestDatabase;
  readonly db: Db;
  readonly upstream: RecordingUpstream;
  readonly proxy: RunningProxy;
  /** Reads the audit stream of seeded organizations. */
  readonly watcher: Redis;
  seed(seed?: Partial<Seed>): Promise<Seeded>;
  /** What the control plane does after a change has committed. */
  bumpEpoch(seeded: Seeded): Promise<void>;
  /** What the control plane does when a policy is saved. */
  savePolicy(seeded: Seeded, version: number, document: string): Promise<void>;
  /** What the control plane does to a grant that is revoked. */
  revoke(seeded: Seeded): Promise<void>;
  close(): Promise<void>;
}

export async function createWorld(overrides: Partial<Settings> = {}): Promise<World> {
  const database = await createTestDatabase();
  const db = createDb(database.url, { connectionsMax: 2 });
  const upstream = await RecordingUpstream.start();
  const proxy = await startProxy({ databaseUrl: database.url }, overrides);
  const watcher = new Redis(inject("redisUrl"));
  return {
    database,
    db,
    upstream,
    proxy,
    watcher,
    seed: (seed = {}) =>
      seedWorld(db, secrets, {
        expiresAt: null,
        upstreamUrl: upstream.url,
        tools: ["run_procedure", "list_rows", "drop_table"],
        policy: '{"version":"1","default":"allow"}',
        headers: { Authorization: SECRET_OF_UPSTREAM },
        ...seed,
      }),
    bumpEpoch: ({ partition, organizationId, grantId }) => bumpEpochs(watcher, partition, organizationId, [grantId]),
    async savePolicy(seeded, version, document) {
      await savePolicy(db, seeded, version, document);
      await bumpEpochs(watcher, seeded.partition, seeded.organizationId, [seeded.grantId]);
    },
    async revoke(seeded) {
      const { organizationId, grantId, partition } = seeded;
      await withOrganization(db, organizationId, (tx) =>
        tx.grant.update({
          where: { organizationId_id: { organizationId, id: grantId } },
          data: { revokedAt: new Date() },
        }),
      );
      await bumpEpochs(watcher, partition, organizationId, [grantId]);
    },
    async close() {
      await proxy.close();
      await upstream.stop();
      watcher.disconnect();
      await db.$disconnect();
      await database.drop();
    },
  };
}

export async function send(
  proxy: RunningProxy,
  path: string,
  body: string | Buffer | null,
  headers: Record<string, string>,
  method = "POST",
): Promise<Answer> {
  const answer = await request(`${proxy.url}${path}`, { method: method as "POST", headers, body, dispatcher: agent });
  const text = await answer.body.text();
  const isJson = /^application\/(problem\+)?json$/.test(String(answer.headers["content-type"]));
  return { status: answer.statusCode, headers: answer.headers, text, json: isJson ? JSON.parse(text) : null };
}

export function headersFor(token: string, session: string | null = null): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    ...(session === null ? {} : { "mcp-session-id": session }),
  };
}

/** A client of one seeded grant, its session opened. */
export class TestClient {
  #nextId = 1;

  private constructor(
    readonly proxy: RunningProxy,
    readonly seeded: Seeded,
    readonly session: string,
  ) {}

  static async open(
    proxy: RunningProxy,
    seeded: Seeded,
    capabilities: object = INITIALIZE.params.capabilities,
  ): Promise<TestClient> {
    const initialize = { ...INITIALIZE, params: { ...INITIALIZE.params, capabilities } };
    const answer = await send(proxy, seeded.path, JSON.stringify(initialize), headersFor(seeded.token));
    const session = answer.headers["mcp-session-id"];
    if (answer.status !== 200 || typeof session !== "string")
      throw new Error(`initialize: ${answer.status} ${answer.text}`);
    return new TestClient(proxy, seeded, session);
  }

  /** The same session through another proxy. */
  through(proxy: RunningProxy): TestClient {
    return new TestClient(proxy, this.seeded, this.session);
  }

  get headers(): Record<string, string> {
    return headersFor(this.seeded.token, this.session);
  }

  post(message: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const body = typeof message === "string" ? message : JSON.stringify(message);
    return send(this.proxy, this.seeded.path, body, { ...this.headers, ...headers });
  }

  request(method: string, params?: unknown, id: string | number = this.#nextId++): Promise<Answer> {
    return this.post({ jsonrpc: "2.0", id, method, ...(params === undefined ? {} : { params }) });
  }

  call(name: string, args: unknown = {}): Promise<Answer> {
    return this.request("tools/call", { name, arguments: args });
  }
}

/** Everything recorded of an organization so far, in order. */
export async function auditOf(watcher: Redis, seeded: Seeded): Promise<AuditRecord[]> {
  const entries = await watcher.xrange(auditStreamKey(seeded.partition), "-", "+");
  return entries
    .map(([, fields]) => parseAuditEntry(fields))
    .filter((record): record is AuditRecord => record !== null)
    .filter((record) => {
      const { organizationId } = record.kind === "intent" ? record.intent : record.outcome;
      return organizationId === seeded.organizationId;
    });
}

/** Waits until `isTrue`, looking every few milliseconds; fails with what it waited for. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T> | T,
  isTrue: (value: T) => boolean,
): Promise<T> {
  const until = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (isTrue(value)) return value;
    if (Date.now() > until) throw new Error(`waited in vain for ${what}: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
