import { ProtocolError, SdkError, SdkErrorCode } from "@modelcontextprotocol/client";
import { AddressRefused, BodyTooLarge, RedirectRefused } from "@policylayer/net";
import { isServiceError, ServiceError } from "../errors";

/** The last HTTP answer of an upstream. */
export interface SeenAnswer {
  readonly method: string;
  readonly status: number;
  readonly contentType: string | null;
}

/** What the network says, in words. Codes of Node and undici. */
const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused: nothing listens at this address and port",
  ECONNRESET: "the connection was reset",
  EHOSTUNREACH: "the host can't be reached",
  ENETUNREACH: "the network can't be reached",
  ENOTFOUND: "the host name doesn't exist",
  EAI_AGAIN: "the host name could not be looked up",
  ETIMEDOUT: "no connection in time",
  UND_ERR_CONNECT_TIMEOUT: "no connection in time",
  UND_ERR_HEADERS_TIMEOUT: "no answer in time",
  UND_ERR_BODY_TIMEOUT: "the answer stopped half-way",
  UND_ERR_SOCKET: "the connection was closed",
  UND_ERR_HEADERS_OVERFLOW: "the headers of the answer are too large",
};

/**
 * A failed conversation with an upstream as a sentence for whoever registers it. Says what was seen (a refused connection,
 * `HTTP 404 with text/html`) and nothing of the bodies: they are the upstream's own text and may repeat our credentials.
 * `dialect` names what was spoken, where that is worth a word.
 */
export function describeUpstreamFailure(
  error: unknown,
  seen: SeenAnswer | null,
  dialect: string | null = null,
): ServiceError {
  if (isServiceError(error)) return error;
  if (error instanceof AddressRefused) return unreachable(error, sentence(error.message));
  if (error instanceof RedirectRefused) return notMcp(error, sentence(error.message));
  if (error instanceof BodyTooLarge) return notMcp(error, "The server's answer is too large to be a list of tools.");
  if (dialect === "HTTP+SSE" && seen?.method === "GET") return notMcp(error, NO_ENDPOINT);
  if (isTimeout(error)) return unreachable(error, "The server gave no complete answer within 15 seconds.");
  const network = networkWords(error);
  if (network !== null) return unreachable(error, `The server can't be reached: ${network}.`);
  if (seen === null && error instanceof TypeError) {
    return unreachable(
      error,
      "The server can't be reached: the request couldn't be sent. Check the address and the port.",
    );
  }
  if (seen !== null && (seen.status < 200 || seen.status > 299)) return describeStatus(error, seen);
  if (error instanceof ProtocolError) {
    return notMcp(error, `The server answered with the JSON-RPC error ${error.code} instead of its tools.`);
  }
  const spoken = dialect === null ? "MCP" : `valid ${dialect}`;
  return notMcp(error, `The server's answer isn't ${spoken}: ${answerWords(seen)}.`);
}

/** Nothing was posted, so that it was the stream that failed. */
const NO_ENDPOINT =
  "The server opened an event stream (HTTP+SSE), but named no address of its own to send messages to in time.";

function describeStatus(cause: unknown, seen: SeenAnswer): ServiceError {
  const words = answerWords(seen);
  if (seen.status === 401 || seen.status === 403) {
    return unreachable(cause, `The server asks for other credentials: ${words}. Add or correct its headers.`);
  }
  if (seen.status === 429 || seen.status >= 500) return unreachable(cause, `The server is failing: ${words}.`);
  return notMcp(cause, `There is no MCP server at this address: ${words}. Is the path right?`);
}

function answerWords(seen: SeenAnswer | null): string {
  if (seen === null) return "it closed the conversation";
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(seen.contentType ?? "")?.[0];
  return `HTTP ${seen.status} ${type === undefined ? "without a content type" : `with ${type.toLowerCase()}`}`;
}

function isTimeout(error: unknown): boolean {
  if (error instanceof SdkError) return error.code === SdkErrorCode.RequestTimeout;
  return error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
}

/** Looks through `cause`, where fetch keeps what the network said. */
function networkWords(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = "code" in at && typeof at.code === "string" ? at.code : "";
    const words = NETWORK[code];
    if (words !== undefined) return words;
    if (/^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code)) {
      return `its TLS certificate isn't accepted (${code})`;
    }
  }
  return null;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function unreachable(cause: unknown, message: string): ServiceError {
  return new ServiceError("UPSTREAM_UNREACHABLE", message, { cause });
}

function notMcp(cause: unknown, message: string): ServiceError {
  return new ServiceError("UPSTREAM_NOT_MCP", message, { cause });
}
