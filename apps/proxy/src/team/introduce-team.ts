import { isJsonObject, type JsonObject, mergeCapabilities, teamInstructions, type Unavailable } from "@policylayer/mcp";
import type { Binding, Grant } from "../grants/grant";
import { GATEWAY_NAME, GATEWAY_VERSION } from "../upstream/headers";
import { bindingsOf } from "./team-request";
import { LATE } from "./unavailable-reason";
import { withinMs } from "./within-ms";

export interface IntroducedServers {
  readonly introduced: readonly { readonly server: string; readonly introduction: JsonObject }[];
  readonly unavailable: readonly Unavailable[];
}

/** Asks every server at once who it is: `ask` answers what it said, or why it is left out. Rejects as `ask` does. */
export async function introduceServers(
  grant: Grant,
  deadlineMs: number,
  ask: (binding: Binding) => Promise<JsonObject | string>,
): Promise<IntroducedServers> {
  const each = await Promise.all(
    bindingsOf(grant).map(async (binding) => {
      let said: JsonObject | string = LATE;
      const asking = ask(binding).then((answer) => {
        said = answer;
      });
      // What comes after its time is not told any more.
      await withinMs(deadlineMs, asking);
      return { server: binding.serverSlug, said: said as JsonObject | string };
    }),
  );
  return {
    introduced: each.flatMap(({ server, said }) => (typeof said === "string" ? [] : [{ server, introduction: said }])),
    unavailable: each.flatMap(({ server, said }) => (typeof said === "string" ? [{ server, reason: said }] : [])),
  };
}

/** What the team endpoint is: who, what its servers can do together, and what each says to a model. */
export function introduceTeam(grant: Grant, { introduced, unavailable }: IntroducedServers): JsonObject {
  const declared = introduced.map(({ introduction }) => introduction.capabilities).filter(isJsonObject);
  return {
    // Tools always, and that they change: a server that is away now may have some.
    capabilities: mergeCapabilities([{ tools: { listChanged: true } }, ...declared]),
    serverInfo: { name: GATEWAY_NAME, version: GATEWAY_VERSION, title: `${grant.organizationSlug}/${grant.teamSlug}` },
    instructions: teamInstructions(introduced, unavailable),
  };
}
