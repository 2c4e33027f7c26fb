import {
  type Classified,
  invalidRequest,
  isStatelessEra,
  methodNotFound,
  type ParsedMessage,
  parseJsonRpc,
  type Refused,
  readVersionHeader,
  type Unsupported,
} from "@policylayer/mcp";
import type { Runtime } from "../runtime";
import { type Body, isTooLargeByLength, readBody } from "./body";
import type { Exchange } from "./exchange";
import { acceptsBoth, acceptsEvents, isJsonType } from "./media-type";

/** Whether a POST may go on by its headers; answers it when not. */
export function requirePostHead(exchange: Exchange): boolean {
  const { head } = exchange;
  if (!isJsonType(head.contentType) || head.contentEncoding !== null) exchange.problem("unsupported_media_type");
  else if (!acceptsBoth(head.accept)) exchange.problem("not_acceptable");
  else return true;
  return false;
}

/** The same for a GET. */
export function requireGetHead(exchange: Exchange): boolean {
  if (exchange.head.hasBody) {
    exchange.res.shouldKeepAlive = false;
    exchange.problem("unexpected_body");
    return false;
  }
  if (!requireSessionEra(exchange)) return false;
  if (acceptsEvents(exchange.head.accept)) return true;
  exchange.problem("stream_not_acceptable");
  return false;
}

/** Listening and ending are a session's; 2026-07-28 has none, and knows POST alone. */
export function requireSessionEra(exchange: Exchange): boolean {
  const { protocolVersion } = exchange.head;
  if (protocolVersion === null || !isStatelessEra(protocolVersion)) return requireKnownVersion(exchange);
  exchange.problem("stateless_method", "Allow", "POST");
  return false;
}

export function requireKnownVersion(exchange: Exchange): boolean {
  const version = readVersionHeader(exchange.head.protocolVersion);
  if (version.kind === "version") return true;
  exchange.json(version.httpStatus, invalidRequest(version));
  return false;
}

/** The message of a POST, and the bytes of its body. */
export interface Posted {
  readonly message: ParsedMessage;
  readonly bytes: number;
}

/** Null when it was answered, or its client left. */
export async function readPosted(runtime: Pick<Runtime, "settings">, exchange: Exchange): Promise<Posted | null> {
  if (!requireFitLength(runtime, exchange)) return null;
  return readMessage(exchange, await readBody(exchange, runtime.settings.bodyBytesMax));
}

/** Whether a body may be read by its announced length; answers the request when not. */
export function requireFitLength({ settings }: Pick<Runtime, "settings">, exchange: Exchange): boolean {
  if (!isTooLargeByLength(exchange.head.contentLength, settings.bodyBytesMax)) return true;
  refuseTooLarge(exchange);
  return false;
}

/** The message of a body that was read; null as above. */
export function readMessage(exchange: Exchange, body: Body): Posted | null {
  if (body.kind === "gone") return null;
  if (body.kind === "too_large") return refuseTooLarge(exchange);
  const message = parseJsonRpc(body.bytes);
  if (message.kind !== "failure") return { message, bytes: body.bytes.length };
  exchange.json(message.httpStatus, invalidRequest(message));
  return null;
}

/** Answers what needs nothing but itself to be refused; false for everything else. */
export function answerPosted(exchange: Exchange, asked: Classified): asked is Refused | Unsupported {
  if (asked.kind === "refused") exchange.json(asked.httpStatus, invalidRequest(asked));
  else if (asked.kind === "unsupported") exchange.json(200, methodNotFound(asked.id, asked.method));
  else return false;
  return true;
}

/** What is left of the body is not read: the connection ends with the answer. */
function refuseTooLarge(exchange: Exchange): null {
  exchange.res.shouldKeepAlive = false;
  exchange.problem("body_too_large");
  return null;
}
