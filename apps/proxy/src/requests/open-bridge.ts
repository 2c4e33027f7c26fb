import {
  filterInitializeResult,
  type InitializeAnswer,
  isJsonObject,
  type JsonObject,
  lacksInitialize,
  type ProtocolVersion,
  type RpcRefusal,
} from "@policylayer/mcp";
import type { Binding } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { Bridge } from "../sessions/session-directory";
import type { OpenedSession } from "../upstream/open-session";
import type { FailedExchange } from "../upstream/upstream-fault";

/** A session that no upstream knows of: what it is answered with, and what it is to remember. */
export type OpenedBridge =
  | { readonly kind: "bridged"; readonly answer: Extract<InitializeAnswer, { kind: "ok" }>; readonly bridge: Bridge }
  | { readonly kind: "failed"; readonly result: FailedExchange }
  | { readonly kind: "unfit" };

/**
 * For an upstream that refused an `initialize` because it has no such era: asks it with `server/discover` what it can do. Null
 * when it was refused for another reason, or the upstream doesn't speak revision 2026-07-28 either. Never rejects.
 */
export async function openBridge(
  runtime: Pick<Runtime, "eras">,
  { upstream, serverSlug }: Binding,
  refused: OpenedSession,
  protocolVersion: ProtocolVersion,
): Promise<OpenedBridge | null> {
  if (!isOfOtherEra(refused)) return null;
  const probe = await runtime.eras.probe(upstream);
  if (probe.kind === "no") return null;
  if (probe.kind === "fault") return { kind: "failed", result: probe.result };
  if (probe.discovery === null) return { kind: "unfit" };
  const { capabilities, serverInfo, instructions } = probe.discovery;
  const answer = filterInitializeResult({
    protocolVersion,
    capabilities,
    // It need not say; a client of this era must be told.
    serverInfo: serverInfo ?? { name: serverSlug, version: "unknown" },
    ...(instructions === null ? {} : { instructions }),
  });
  if (answer.kind !== "ok") return { kind: "unfit" };
  const { tools, prompts, resources } = capabilities;
  return {
    kind: "bridged",
    answer,
    bridge: {
      toolsListChanged: has(tools, "listChanged"),
      promptsListChanged: has(prompts, "listChanged"),
      resourcesListChanged: has(resources, "listChanged"),
      subscribe: has(resources, "subscribe"),
    },
  };
}

/** Whether an upstream did not open a session because its revision may have none. */
export function isOfOtherEra(opened: OpenedSession): boolean {
  const refusal = refusalOf(opened);
  return refusal !== null && lacksInitialize(refusal);
}

function refusalOf(refused: OpenedSession): Pick<RpcRefusal, "code" | "message"> | null {
  if (refused.kind === "failed") return (refused.result.kind === "status" && refused.result.error) || null;
  if (refused.kind !== "refused") return null;
  const { error } = refused.answer.value;
  if (!isJsonObject(error) || typeof error.code !== "number" || typeof error.message !== "string") return null;
  return { code: error.code, message: error.message };
}

function has(capability: JsonObject[string] | undefined, flag: string): boolean {
  return isJsonObject(capability) && capability[flag] === true;
}
