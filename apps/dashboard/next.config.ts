import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Headers of every answer, pages and API alike. The Content-Security-Policy of pages has a nonce: see src/proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: [
    "@policylayer/crypto",
    "@policylayer/db",
    "@policylayer/gate",
    "@policylayer/net",
    "@policylayer/policy",
    "@policylayer/services",
    "@policylayer/stack",
  ],
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/driver-adapter-utils",
    "ioredis",
    "pg",
    "pino",
    "undici",
  ],
  // Titles and canonical addresses stand in the head for everybody, also for crawlers that run no script.
  htmlLimitedBots: /.*/,
  turbopack: { root: repositoryRoot },
  outputFileTracingRoot: repositoryRoot,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
