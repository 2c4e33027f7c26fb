// Preloaded into the proxy that is measured, which runs with --expose-gc: answers what it holds, after two full collections.
import { createServer } from "node:http";

const server = createServer((_, response) => {
  globalThis.gc();
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  response.setHeader("connection", "close");
  response.end(JSON.stringify({ rss, heapUsed, external }));
});
server.listen(Number(process.env.MEMORY_PROBE_PORT), "127.0.0.1").unref();
