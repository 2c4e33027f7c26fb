"use server";

import { deleteServer, type PinnedToolsView } from "@policylayer/services/servers";
import type { ActionResult } from "@/components/form/action-result";
import { discoverTools } from "@/server/discover-tools";
import { runVerb } from "../../run-verb";

export async function rediscoverServerAction(organization: string, id: string): Promise<ActionResult<PinnedToolsView>> {
  return runVerb(organization, (ctx) => discoverTools(ctx, { id }));
}

export async function deleteServerAction(organization: string, id: string): Promise<ActionResult> {
  return runVerb(organization, async (ctx) => {
    await deleteServer(ctx, { id });
    return {};
  });
}
