import { createRequire } from "node:module";
import { join } from "node:path";
import type { Settings } from "./env";
import { repositoryRoot } from "./repository-root";
import type { Secrets } from "./secrets";
import type { ChildSpec } from "./start-child";
import type { ServiceUrls } from "./start-services";

const HOST = "127.0.0.1";

/** Addresses as people and agents type them. */
export function publicUrls(ports: Settings["ports"]) {
  return {
    dashboardUrl: `http://localhost:${ports.dashboard}`,
    proxyUrl: `http://localhost:${ports.proxy}`,
    demoUrl: `http://localhost:${ports.demo}`,
  };
}

/** The processes of PolicyLayer on one machine, in the order they are started; they are stopped in the opposite one. */
export function children(settings: Settings, services: ServiceUrls, secrets: Secrets): ChildSpec[] {
  const { ports } = settings;
  const { dashboardUrl, proxyUrl } = publicUrls(ports);
  const app = (name: string) => join(repositoryRoot, "apps", name);
  // Also where a shell exports HOST as the name of the machine.
  const base = { NODE_ENV: "production", HOST };
  const product = {
    ...base,
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl,
    TOKEN_PEPPER: secrets.TOKEN_PEPPER,
    ENCRYPTION_KEY: secrets.ENCRYPTION_KEY,
    DASHBOARD_URL: dashboardUrl,
    PROXY_URL: proxyUrl,
    // Everything is on this machine, the demo server too; said at every start.
    ALLOW_PRIVATE_UPSTREAMS: "true",
  };
  // Resolved from the dashboard: npm may keep its own copy there.
  const next = createRequire(join(app("dashboard"), "package.json")).resolve("next/dist/bin/next");
  return [
    {
      name: "demo server",
      args: [join(app("demo-server"), "dist", "main.js")],
      cwd: app("demo-server"),
      env: { ...base, PORT: String(ports.demo) },
      healthUrl: `http://${HOST}:${ports.demo}/state`,
      stopWithinMs: 10_000,
    },
    {
      name: "worker",
      args: [join(app("worker"), "dist", "main.js")],
      cwd: app("worker"),
      env: { ...product, WORKER_PORT: String(ports.worker) },
      healthUrl: `http://${HOST}:${ports.worker}/healthz`,
      stopWithinMs: 15_000,
    },
    {
      name: "proxy",
      args: [join(app("proxy"), "dist", "main.js")],
      cwd: app("proxy"),
      env: { ...product, PROXY_HOST: HOST, PROXY_PORT: String(ports.proxy) },
      healthUrl: `http://${HOST}:${ports.proxy}/readyz`,
      // It finishes calls in flight for up to 30 s.
      stopWithinMs: 35_000,
    },
    {
      name: "dashboard",
      args: [next, "start", "-p", String(ports.dashboard), "-H", HOST],
      cwd: app("dashboard"),
      env: {
        ...product,
        AUTH_SECRET: secrets.AUTH_SECRET,
        AUTH_URL: dashboardUrl,
        AUTH_TRUST_HOST: "true",
      },
      healthUrl: `http://${HOST}:${ports.dashboard}/api/health`,
      stopWithinMs: 10_000,
    },
  ];
}
