import { createServer } from "node:http";
import { Redis } from "ioredis";
import { Pool } from "undici";

/**
 * The least a gateway can do, as a measure for the real one: compares a token, parses, counts and records in one script,
 * forwards. It checks nothing else, so it may never be used as one. A process of its own with an IPC channel; sends its port.
 */
const SCRIPT = `redis.call('HINCRBY', KEYS[1], 'n', 1) redis.call('XADD', KEYS[2], '*', 'i', ARGV[1]) return 1`;

const [redisUrl, upstreamOrigin, token] = process.argv.slice(2);
if (redisUrl === undefined || upstreamOrigin === undefined || token === undefined) {
  throw new Error("usage: bench-least-proxy REDIS_URL UPSTREAM_ORIGIN TOKEN");
}

const redis = new Redis(redisUrl);
redis.defineCommand("least", { numberOfKeys: 2, lua: SCRIPT });
const run: unknown = Reflect.get(redis, "least");
if (typeof run !== "function") throw new Error("the script could not be defined");
const upstream = new Pool(upstreamOrigin, { connections: 64, pipelining: 1 });
const expected = `Bearer ${token}`;
const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    if (request.headers.authorization !== expected) {
      response.writeHead(401).end();
      return;
    }
    const message: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const body = JSON.stringify(message);
    await run.call(redis, "least:{p00}:n", "least:{p00}:stream", body);
    const answer = await upstream.request({ method: "POST", path: "/mcp", headers, body });
    const text = await answer.body.text();
    const length = Buffer.byteLength(text);
    response.writeHead(200, { "content-type": "application/json", "content-length": length }).end(text);
  });
});
server.keepAliveTimeout = 72_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit(0));
