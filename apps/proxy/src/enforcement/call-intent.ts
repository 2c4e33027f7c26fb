import { type CallIntent, type ReserveRequest, recordLimit } from "@policylayer/gate";
import type { Binding, Grant } from "../grants/grant";
import type { JudgedRequest } from "./enforcement";
import { toRecordText } from "./record-text";

/** Bounds of what an agent's own words take in a record. */
const NAME_CHARS_MAX = 256;
const KEY_CHARS_MAX = 128;
const KEYS_MAX = 100;

/** What is recorded of the server that a request was for. */
type RecordedServer = Pick<Binding, "serverId" | "serverSlug" | "policy">;

/** Of a request at the URL of all servers that is about none of them. */
export const NO_SERVER: RecordedServer = { serverId: "", serverSlug: "", policy: null };

/** Who is recorded to have asked. */
type RecordedCaller = Pick<CallIntent, "sessionId" | "clientName" | "protocolVersion">;

/** The record of a request before its upstream sees it. `name`: the tool, prompt or URI; null for what has none. */
export function callIntent(
  bootId: string,
  {
    callId,
    caller,
    requestBytes,
    deadlineMs,
  }: Pick<JudgedRequest, "callId" | "requestBytes" | "deadlineMs"> & { readonly caller: RecordedCaller },
  method: string,
  name: string | null,
  argumentKeys: readonly string[],
  grant: Grant,
  binding: RecordedServer,
  limits: ReserveRequest["limits"],
): CallIntent {
  return {
    callId,
    organizationId: grant.organizationId,
    teamId: grant.teamId,
    teamSlug: grant.teamSlug,
    grantId: grant.grantId,
    grantLabel: grant.label,
    serverId: binding.serverId,
    serverSlug: binding.serverSlug,
    method,
    tool: name === null ? null : toRecordText(name, NAME_CHARS_MAX),
    policyId: binding.policy?.id ?? null,
    policyVersion: binding.policy?.version ?? null,
    argumentKeys: argumentKeys.slice(0, KEYS_MAX).map((key) => toRecordText(key, KEY_CHARS_MAX)),
    sessionId: caller.sessionId,
    clientName: caller.clientName === null ? null : toRecordText(caller.clientName, NAME_CHARS_MAX),
    protocolVersion: caller.protocolVersion,
    requestBytes,
    bootId,
    deadlineMs,
    limits: limits.map(recordLimit),
  };
}
