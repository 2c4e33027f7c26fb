import { newId } from "@policylayer/crypto";
import {
  type Discovery,
  isJsonObject,
  isStatelessError,
  type JsonValue,
  readDiscovery,
  rebuildDiscover,
  type StatelessEnvelope,
} from "@policylayer/mcp";
import type { UpstreamAddress } from "../grants/grant";
import { type ForwardDeps, forward } from "./forward";
import { GATEWAY_NAME, GATEWAY_VERSION } from "./headers";
import type { FailedExchange } from "./upstream-fault";
import type { UpstreamResult } from "./upstream-result";

/** For a question that a server answers by itself. */
const PROBE_MS = 10_000;
/** Client errors that will pass: not of the revision. */
const PASSING = new Set([401, 403, 408, 425, 429]);

/** What an upstream showed when it was asked. */
export type Probe =
  /** It speaks revision 2026-07-28. `discovery` null: it said so by the error it answered with. */
  | { readonly kind: "yes"; readonly discovery: Discovery | null }
  | { readonly kind: "no" }
  /** No answer that tells of the revision. */
  | { readonly kind: "fault"; readonly result: FailedExchange };

const ENVELOPE: StatelessEnvelope = {
  clientInfo: { name: GATEWAY_NAME, version: GATEWAY_VERSION },
  clientCapabilities: {},
  logLevel: null,
  progressToken: null,
  traceparent: null,
};

/**
 * Asks an upstream with `server/discover` whether it speaks revision 2026-07-28. Refused credentials, errors of the server,
 * redirects, silence and what can't be read tell nothing of that. Never rejects; asking changes nothing there.
 */
export async function probeUpstream(deps: ForwardDeps, upstream: UpstreamAddress): Promise<Probe> {
  const id = newId("call");
  const { body, headers } = rebuildDiscover(id, ENVELOPE);
  const result = await forward(deps, {
    upstream,
    context: { sessionId: null, protocolVersion: null, traceparent: null, messageHeaders: headers },
    method: "POST",
    body,
    id,
    progressToken: undefined,
    sink: null,
    totalTimeoutMs: PROBE_MS,
    stateless: { isLogWanted: false },
  });
  return readProbe(result);
}

function readProbe(result: UpstreamResult): Probe {
  switch (result.kind) {
    case "answer": {
      const { value, isRpcError } = result.answer;
      if (isRpcError) return readError(value.error);
      const discovery = readDiscovery(value.result ?? null);
      return discovery === null ? { kind: "no" } : { kind: "yes", discovery };
    }
    case "status": {
      const { status, error } = result;
      if (status < 400 || status >= 500 || PASSING.has(status)) return { kind: "fault", result };
      return error !== undefined && isStatelessError(error) ? { kind: "yes", discovery: null } : { kind: "no" };
    }
    case "accepted":
    case "detached":
      throw new Error("a question has an answer");
    default:
      return { kind: "fault", result };
  }
}

function readError(error: JsonValue | undefined): Probe {
  if (!isJsonObject(error) || typeof error.code !== "number") return { kind: "no" };
  return isStatelessError({ code: error.code, data: error.data }) ? { kind: "yes", discovery: null } : { kind: "no" };
}
