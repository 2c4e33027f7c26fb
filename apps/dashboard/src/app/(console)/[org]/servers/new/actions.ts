"use server";

import type { ServiceContext } from "@policylayer/services/context";
import { invalid, isServiceError } from "@policylayer/services/errors";
import { createPolicy } from "@policylayer/services/policies";
import { createServer, pinTools, type ServerTransport } from "@policylayer/services/servers";
import { z } from "zod";
import type { ActionResult } from "@/components/form/action-result";
import { readDraftedStart } from "@/server/drafted-start";
import { testConnection } from "@/server/test-connection";
import { runVerb } from "../../run-verb";
import { headersFromRows, type ServerFormValues, serverFormSchema } from "./server-form-values";

const draftedSchema = z.strictObject({ from: z.string().max(100), tool: z.string().max(256).nullable() });

export interface FoundTools {
  /** Names, as the server lists them. */
  readonly tools: readonly string[];
  readonly transport: ServerTransport;
}

export async function testConnectionAction(
  organization: string,
  values: ServerFormValues,
): Promise<ActionResult<FoundTools>> {
  return runVerb(organization, async (ctx) => {
    const { url, headers } = addressOf(values);
    const { tools, transport } = await testConnection(ctx, { url, headers });
    return { tools: tools.map(({ name }) => name), transport };
  });
}

/** What was added. `policyProblem` says why the drafted policy wasn't made; the server is there all the same. */
export interface AddedServer {
  readonly slug: string;
  readonly tools: number;
  readonly hasPolicy: boolean;
  readonly policyProblem: string | null;
}

/**
 * Connects first: a server that can't be reached is never saved. The tools it lists are pinned with it. `drafted` names an
 * entry of the catalogue, whose draft is read anew: what the browser shows isn't what is saved.
 */
export async function createServerAction(
  organization: string,
  values: ServerFormValues,
  drafted: { readonly from: string; readonly tool: string | null } | null,
): Promise<ActionResult<AddedServer>> {
  return runVerb(organization, async (ctx) => {
    const { name, url, headers } = addressOf(values);
    const { tools, ...found } = await testConnection(ctx, { url, headers });
    const server = await createServer(ctx, { name, url, headers });
    const pinned = await pinTools(ctx, { id: server.id, tools, found });
    const policyProblem = drafted === null ? null : await addDraft(ctx, server.id, drafted);
    const hasPolicy = drafted !== null && policyProblem === null;
    return { slug: server.slug, tools: pinned.tools, hasPolicy, policyProblem };
  });
}

async function addDraft(
  ctx: ServiceContext,
  server: string,
  given: { readonly from: string; readonly tool: string | null },
): Promise<string | null> {
  const { from, tool } = draftedSchema.parse(given);
  const draft = (await readDraftedStart(from, tool))?.policy ?? null;
  if (draft === null) return "The catalogue has no draft for it any more.";
  try {
    await createPolicy(ctx, { server, name: draft.name, document: draft.text });
    return null;
  } catch (error) {
    if (isServiceError(error)) return error.message;
    throw error;
  }
}

function addressOf(values: ServerFormValues): { name: string; url: string; headers: Record<string, string> } {
  const { name, url, headers: rows } = serverFormSchema.parse(values);
  const read = headersFromRows(rows);
  if (!read.ok) throw invalid("/headers", `The header ${read.twice} is given twice.`);
  return { name, url, headers: read.headers };
}
