"use server";

import { type PublishedListing, publishServerListing } from "@policylayer/services/catalogue";
import { ServiceError } from "@policylayer/services/errors";
import {
  approveTool,
  blockTool,
  deleteServer,
  type OverrideToolClassInput,
  overrideToolClass,
  type PinnedToolsView,
} from "@policylayer/services/servers";
import type { ActionResult } from "@/components/form/action-result";
import { getDeps } from "@/server/deps";
import { discoverTools } from "@/server/discover-tools";
import { runVerb } from "../../run-verb";

export async function rediscoverServerAction(organization: string, id: string): Promise<ActionResult<PinnedToolsView>> {
  return runVerb(organization, (ctx) => discoverTools(ctx, { id }));
}

export type ToolVerdict = "approve" | "block";

export interface ToolDecision {
  readonly server: string;
  readonly tool: string;
  readonly hash: string;
  readonly verdict: ToolVerdict;
  readonly note: string;
}

export async function decideToolAction(
  organization: string,
  { server, tool, hash, verdict, note }: ToolDecision,
): Promise<ActionResult> {
  return runVerb(organization, async (ctx) => {
    await (verdict === "approve" ? approveTool : blockTool)(ctx, { id: server, tool, hash, note });
    return {};
  });
}

export async function deleteServerAction(organization: string, id: string): Promise<ActionResult> {
  return runVerb(organization, async (ctx) => {
    await deleteServer(ctx, { id });
    return {};
  });
}

export async function overrideToolClassAction(
  organization: string,
  change: OverrideToolClassInput,
): Promise<ActionResult> {
  return runVerb(organization, async (ctx) => {
    await overrideToolClass(ctx, change);
    return {};
  });
}

export interface PublishServer {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly consent: boolean;
}

export async function publishServerAction(
  organization: string,
  { consent, ...input }: PublishServer,
): Promise<ActionResult<{ published: PublishedListing }>> {
  return runVerb(organization, async (ctx) => {
    if (!consent) throw new ServiceError("INVALID", "Nothing is published without consent.");
    return { published: await publishServerListing(ctx, getDeps().guardedFetch, { ...input, consent }) };
  });
}
