import { filterInitializeResult, type JsonObject, SUPPORTED_VERSIONS } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { UpstreamResult } from "../upstream/upstream-result";
import { PROTOCOL_FAULT } from "./answer-fault";
import { isOfOtherEra } from "./open-bridge";
import { unopened } from "./pooled-session-leg";

/** Of whichever revision an upstream is: what it said of itself, as far as it is relayed. */
export type Introduction =
  | { readonly kind: "introduced"; readonly era: "yes" | "no"; readonly introduction: JsonObject }
  | { readonly kind: "fault"; readonly result: Exclude<UpstreamResult, { kind: "answer" }> };

/** Asks the upstream who it is, or remembers what it said when a session with it was opened. Never rejects. */
export async function introductionOf(runtime: Runtime, rights: Rights): Promise<Introduction> {
  const { upstream, serverSlug } = rights.binding;
  const era = await runtime.eras.speaks2026(rights);
  if (typeof era !== "string") return { kind: "fault", result: era };
  const told = era === "no" ? await fromSession(runtime, rights) : null;
  if (told !== null) return told;
  const probe = await runtime.eras.probe(upstream);
  if (probe.kind === "fault") return { kind: "fault", result: probe.result };
  if (probe.kind === "no") return (await fromSession(runtime, rights)) ?? { kind: "fault", result: PROTOCOL_FAULT };
  if (probe.discovery === null) return { kind: "fault", result: PROTOCOL_FAULT };
  const { capabilities, serverInfo, instructions } = probe.discovery;
  const answer = filterInitializeResult({
    protocolVersion: SUPPORTED_VERSIONS[0],
    capabilities,
    serverInfo: serverInfo ?? { name: serverSlug, version: "unknown" },
    ...(instructions === null ? {} : { instructions }),
  });
  if (answer.kind !== "ok") return { kind: "fault", result: PROTOCOL_FAULT };
  return { kind: "introduced", era: "yes", introduction: answer.result };
}

/** Null when the upstream has no sessions. */
async function fromSession(runtime: Runtime, rights: Rights): Promise<Introduction | null> {
  const taken = await runtime.pooled.take(rights);
  if (taken.kind === "session") {
    runtime.pooled.release(rights);
    return { kind: "introduced", era: "no", introduction: taken.session.introduction };
  }
  return taken.kind !== "full" && isOfOtherEra(taken) ? null : { kind: "fault", result: unopened(taken) };
}
