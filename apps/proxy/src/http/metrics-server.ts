import { createServer, type Server } from "node:http";
import type { Metrics } from "../metrics";

/**
 * `GET /metrics` in Prometheus' text format, on a port of its own: what it tells of all organizations' traffic is for whoever
 * runs the proxy, not for whoever can reach it. Anything else is 404. Not listening yet.
 */
export function buildMetricsServer(metrics: Metrics): Server {
  return createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const isScrape = request.method === "GET" && request.url?.split("?")[0] === "/metrics";
    response.writeHead(isScrape ? 200 : 404, {
      "content-type": isScrape ? "text/plain; version=0.0.4; charset=utf-8" : "text/plain; charset=utf-8",
      "cache-control": "no-store",
    });
    response.end(isScrape ? metrics.render() : "not found; GET /metrics is what there is\n");
  });
}
