import type { IncomingMessage, ServerResponse } from "node:http";
import { answerFailure, failureOf } from "../enforcement/failure-mode";
import type { Runtime } from "../runtime";
import { handleTeamDelete, handleTeamGet, handleTeamPost } from "../team/team-handler";
import { Exchange } from "./exchange";
import { type HealthDeps, handleHealth, isHealthPath } from "./health";
import { handleDelete, handleGet, handlePost } from "./mcp-handler";
import { readMcpRoute } from "./mcp-route";
import type { OriginCheck } from "./origin";
import { type RequestHead, readHead } from "./request-head";
import { readTarget } from "./request-target";

const HEADERS_MAX = 100;
const ALLOW = "GET, POST, DELETE";
const ALLOWED_HEADERS =
  "Authorization, Content-Type, Accept, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Last-Event-ID, Traceparent";
/** What a page wants to send, if it is of an argument: those names are the tool's. */
const PARAM_HEADER = /^mcp-param-[!#$%&'*+.^_`|~0-9a-z-]{1,128}$/;

export interface FrontDoorDeps {
  readonly runtime: Runtime;
  readonly origin: OriginCheck;
  readonly health: HealthDeps;
}

/** One request, from its first header to its answer. Never rejects: a bug is a 500, a line in the log, and nothing more said. */
export async function handleRequest(
  deps: FrontDoorDeps,
  req: IncomingMessage,
  res: ServerResponse,
  expectsContinue: boolean,
): Promise<void> {
  const { runtime, origin } = deps;
  const head = readHead(req.rawHeaders);
  const isFriend = head.origin !== null && origin.isAllowedOrigin(head.origin);
  const exchange = new Exchange(req, res, head, isFriend ? head.origin : null, expectsContinue);
  try {
    await admit(deps, exchange, head, isFriend);
  } catch (error) {
    const failure = failureOf(error);
    if (failure !== null) {
      answerFailure(exchange, runtime.metrics, failure, null, null);
      return;
    }
    runtime.log.error({ err: error }, "a request failed for a reason nobody foresaw");
    exchange.problem("internal_error");
  } finally {
    if (exchange.refusal !== null) runtime.metrics.count("policylayer_refused_requests_total", exchange.refusal);
  }
}

function admit(deps: FrontDoorDeps, exchange: Exchange, head: RequestHead, isFriend: boolean): Promise<void> | void {
  const { runtime, origin, health } = deps;
  const { req } = exchange;
  if (isHealthPath(req.url)) return handleHealth(health, exchange);
  if (head.count > HEADERS_MAX) return exchange.problem("too_many_headers");
  if (head.repeated !== null) return exchange.problem("bad_request_header");
  if (!origin.isOurHost(head.host)) return exchange.problem("host_refused");
  if (head.origin !== null && !isFriend) return exchange.problem("origin_refused");
  const target = readTarget(req.url ?? "", origin.isOurHost);
  if (target === null) return exchange.problem("bad_request_target");
  const route = readMcpRoute(target);
  if (route === null) return exchange.problem("not_found");
  if (health.isDraining()) return answerFailure(exchange, runtime.metrics, "shutting_down", null, null);
  switch (req.method) {
    case "POST":
      return route.server === null ? handleTeamPost(runtime, exchange, route) : handlePost(runtime, exchange, route);
    case "GET":
      return route.server === null ? handleTeamGet(runtime, exchange, route) : handleGet(runtime, exchange, route);
    case "DELETE":
      return route.server === null
        ? handleTeamDelete(runtime, exchange, route)
        : handleDelete(runtime, exchange, route);
    case "OPTIONS":
      if (isFriend) return answerPreflight(exchange);
      break;
    default:
      break;
  }
  return exchange.problem("method_not_allowed", "Allow", ALLOW);
}

function answerPreflight(exchange: Exchange): void {
  const asked = exchange.req.headers["access-control-request-headers"] ?? "";
  const params = asked
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => PARAM_HEADER.test(name));
  const allowed = [ALLOWED_HEADERS, ...params].join(", ");
  const headers = ["Access-Control-Allow-Methods", ALLOW, "Access-Control-Allow-Headers", allowed];
  exchange.empty(204, ...headers, "Access-Control-Max-Age", "600");
}
