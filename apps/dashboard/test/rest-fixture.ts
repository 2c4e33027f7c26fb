import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bootstrapOrganization } from "@policylayer/services/bootstrap";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { expect, inject } from "vitest";
import { z } from "zod";
import { closeDeps, getDeps } from "../src/server/deps";
import { buildOpenApi } from "../src/server/rest/build-openapi";
import type { Operation } from "../src/server/rest/operation";
import { operations } from "../src/server/rest/operations";

const API_FOLDER = fileURLToPath(new URL("../src/app/api", import.meta.url));

export interface RestWorld {
  readonly database: TestDatabase;
  readonly organizationId: string;
  readonly apiKey: string;
  end(): Promise<void>;
}

/** A database of the suite's own, the run's Redis, an organization, and an API key of its admin. */
export async function buildRestWorld(settings: Readonly<Record<string, string>> = {}): Promise<RestWorld> {
  const database = await createTestDatabase();
  await closeDeps();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    REDIS_URL: inject("redisUrl"),
    TOKEN_PEPPER: randomBytes(32).toString("base64"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    AUTH_SECRET: randomBytes(32).toString("hex"),
    DASHBOARD_URL: "http://127.0.0.1:3000",
    PROXY_URL: "http://127.0.0.1:3100",
    ALLOW_PRIVATE_UPSTREAMS: "true",
    ...settings,
  });
  const made = await bootstrap("acme");
  return {
    database,
    organizationId: made.organization.id,
    apiKey: made.api_key,
    end: async () => {
      await closeDeps();
      await database.drop();
    },
  };
}

export async function bootstrap(organizationSlug: string) {
  const email = `owner@${organizationSlug}.example`;
  return bootstrapOrganization(getDeps(), { organizationSlug, teamSlug: "agents", email });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into field by field.
  readonly body: any;
}

export interface CallOptions {
  readonly key?: string | null;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** `/api/v1/servers/{id}` for every folder with a route file. */
export function routePaths(): string[] {
  return readdirSync(API_FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "route.ts")
    .map((entry) => `/api${entry.parentPath.slice(API_FOLDER.length)}`.replaceAll(/\[(\w+)\]/g, "{$1}"))
    .sort();
}

/** Sends a request to the handler that Next would choose, and checks the answer against the OpenAPI document. */
export async function callApi(method: string, address: string, options: CallOptions = {}): Promise<Answer> {
  const url = new URL(address, "http://127.0.0.1:3000");
  const { path, params } = match(url.pathname);
  const folder = join(API_FOLDER, path.slice("/api".length).replaceAll(/\{(\w+)\}/g, "[$1]"));
  const module: Record<string, Handler> = await import(pathToFileURL(join(folder, "route.ts")).href);
  const handler = module[method];
  if (handler === undefined) throw new Error(`${path} exports no ${method}`);
  const { body } = options;
  const request = new Request(url, {
    method,
    headers: {
      ...(options.key === null || options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const answer = { status: response.status, headers: response.headers, body: await response.json() };
  checkAgainstOpenApi(method, path, answer);
  return answer;
}

/** The most literal route that fits, as Next does it; the catch-all last. */
function match(pathname: string): { path: string; params: Record<string, string> } {
  const asked = pathname.split("/");
  const candidates = routePaths()
    .filter((path) => !path.includes("[..."))
    .map((path) => ({ path, segments: path.split("/") }))
    .filter(({ segments }) => segments.length === asked.length)
    .filter(({ segments }) => segments.every((segment, n) => segment.startsWith("{") || segment === asked[n]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const found = candidates[0];
  if (found === undefined) return { path: "/api/[...path]", params: {} };
  const params = found.segments.flatMap((segment, n) =>
    segment.startsWith("{") ? [[segment.slice(1, -1), decodeURIComponent(asked[n] ?? "")]] : [],
  );
  return { path: found.path, params: Object.fromEntries(params) };
}

const document = z
  .object({
    paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))),
    components: z.object({ schemas: z.object({ Problem: z.record(z.string(), z.unknown()) }) }),
  })
  .parse(buildOpenApi(operations, "http://127.0.0.1:3000/api/v1"));

const contentSchema = z.object({
  content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })),
});

/** Every answer of the API is one the document promises: its status, its content type and its shape. */
function checkAgainstOpenApi(method: string, path: string, { status, headers, body }: Answer): void {
  if (!path.startsWith("/api/v1/") || path.endsWith("openapi.json")) return;
  const type = headers.get("content-type") ?? "";
  if (status >= 400) {
    expect(type).toBe("application/problem+json");
    expect(z.fromJSONSchema(document.components.schemas.Problem).parse(body)).toEqual(body);
    expect(body).toMatchObject({ status, type: "about:blank" });
    expect(headers.get("x-request-id")).toBe(body.request_id);
    if (status === 405) return;
  }
  const responses = document.paths[path.slice("/api/v1".length)]?.[method.toLowerCase()]?.responses;
  expect(Object.keys(responses ?? {}), `${method} ${path} answered ${status}`).toContain(String(status));
  if (status >= 400) return;
  const promised = contentSchema.parse(responses?.[status]).content["application/json"];
  expect(type).toBe("application/json");
  expect(z.fromJSONSchema(promised?.schema ?? false).parse(body)).toEqual(body);
}

export const operationList: readonly (readonly [string, Operation])[] = Object.entries(operations);
