import {
  type Complete,
  type PromptsGet,
  type ResourceRequest,
  splitName,
  splitUri,
  type TeamName,
  type ToolsCall,
  unknownNamed,
  unknownTool,
} from "@policylayer/mcp";

import { handleAccess } from "../requests/access";
import type { CallerRequest } from "../requests/session-request";
import { handleToolsCall } from "../requests/tools-call";
import { handleUnrecorded } from "../requests/unrecorded";
import type { Runtime } from "../runtime";
import { recordUnknownServer } from "./record-unknown-server";
import { requireCurrentTeam } from "./require-current-team";
import { requestTo, type TeamCallerRequest } from "./team-request";

/** What is asked of one thing of one server, whose name says which server that is. */
export type AskedOfOne = ToolsCall | PromptsGet | ResourceRequest | Complete;

/**
 * Asks the server that a name or URI is of, under its own name there: from here on it is judged, recorded and sent as if the
 * client had asked that server. A name of no server of the grant is answered as a thing that doesn't exist is.
 */
export async function handleAskedOfOne(runtime: Runtime, team: TeamCallerRequest, asked: AskedOfOne): Promise<void> {
  const { shown, meant } = nameOf(asked);
  let { grant } = team;
  let binding = meant === null ? undefined : grant.bindings.get(meant.server);
  if (meant === null || binding === undefined) {
    // The copy in memory may be older than the binding, and nothing is refused by a grant that isn't known to be in force.
    const current = await requireCurrentTeam(runtime, team);
    if (current === null) return;
    grant = current;
    binding = meant === null ? undefined : grant.bindings.get(meant.server);
    if (meant === null || binding === undefined) {
      team.exchange.json(200, unknown(asked, shown));
      return recordUnknownServer(runtime, { ...team, grant }, asked.kind, shown);
    }
  }
  return askOne(runtime, requestTo(team, grant, binding, shown), asked, meant.name);
}

function askOne(runtime: Runtime, request: CallerRequest, asked: AskedOfOne, name: string): Promise<void> {
  switch (asked.kind) {
    case "tools/call":
      return handleToolsCall(runtime, request, { ...asked, name });
    case "prompts/get":
      return handleAccess(runtime, request, { ...asked, name });
    case "resources/read":
    case "resources/subscribe":
      return handleAccess(runtime, request, { ...asked, kind: asked.kind, uri: name });
    case "resources/unsubscribe":
      return handleUnrecorded(runtime, request, { ...asked, kind: asked.kind, uri: name });
    case "completion/complete": {
      const ref = asked.ref.type === "ref/prompt" ? { ...asked.ref, name } : { ...asked.ref, uri: name };
      return handleUnrecorded(runtime, request, { ...asked, ref });
    }
  }
}

function nameOf(asked: AskedOfOne): { readonly shown: string; readonly meant: TeamName | null } {
  switch (asked.kind) {
    case "tools/call":
    case "prompts/get":
      return { shown: asked.name, meant: splitName(asked.name) };
    case "completion/complete":
      return asked.ref.type === "ref/prompt"
        ? { shown: asked.ref.name, meant: splitName(asked.ref.name) }
        : { shown: asked.ref.uri, meant: splitUri(asked.ref.uri) };
    default:
      return { shown: asked.uri, meant: splitUri(asked.uri) };
  }
}

function unknown(asked: AskedOfOne, shown: string): string {
  if (asked.kind === "tools/call") return unknownTool(asked.id, shown);
  const isPrompt =
    asked.kind === "prompts/get" || (asked.kind === "completion/complete" && asked.ref.type === "ref/prompt");
  return unknownNamed(asked.id, isPrompt ? "prompt" : "resource", shown);
}
