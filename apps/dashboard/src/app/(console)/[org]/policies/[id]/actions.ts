"use server";

import { deletePolicy, restorePolicyVersion, savePolicy } from "@policylayer/services/policies";
import type { ActionResult } from "@/components/form/action-result";
import { runVerb } from "../../run-verb";

export interface PolicyEdit {
  readonly id: string;
  /** As it was typed. */
  readonly document: string;
  /** "" for none. */
  readonly message: string;
  /** The version the edit started from. */
  readonly ifMatch: number;
}

export async function savePolicyAction(
  organization: string,
  edit: PolicyEdit,
): Promise<ActionResult<{ version: number; text: string }>> {
  return runVerb(organization, async (ctx) => {
    const { id, document, message, ifMatch } = edit;
    const saved = await savePolicy(ctx, { id, document, ifMatch, ...(message === "" ? {} : { message }) });
    return { version: saved.version, text: saved.text };
  });
}

export async function restoreVersionAction(
  organization: string,
  { id, version, ifMatch }: { readonly id: string; readonly version: number; readonly ifMatch: number },
): Promise<ActionResult<{ version: number }>> {
  return runVerb(organization, async (ctx) => {
    const restored = await restorePolicyVersion(ctx, { id, version, ifMatch });
    return { version: restored.version };
  });
}

export async function deletePolicyAction(organization: string, id: string): Promise<ActionResult<{ server: string }>> {
  return runVerb(organization, async (ctx) => {
    const deleted = await deletePolicy(ctx, { id });
    return { server: deleted.server_slug };
  });
}
