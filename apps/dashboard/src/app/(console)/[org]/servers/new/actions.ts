"use server";

import { invalid } from "@policylayer/services/errors";
import { createServer, pinTools, type ServerTransport } from "@policylayer/services/servers";
import type { ActionResult } from "@/components/form/action-result";
import { testConnection } from "@/server/test-connection";
import { runVerb } from "../../run-verb";
import { headersFromRows, type ServerFormValues, serverFormSchema } from "./server-form-values";

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

/** Connects first: a server that can't be reached is never saved. The tools it lists are pinned with it. */
export async function createServerAction(
  organization: string,
  values: ServerFormValues,
): Promise<ActionResult<{ slug: string; tools: number }>> {
  return runVerb(organization, async (ctx) => {
    const { name, url, headers } = addressOf(values);
    const { tools, ...found } = await testConnection(ctx, { url, headers });
    const server = await createServer(ctx, { name, url, headers });
    const pinned = await pinTools(ctx, { id: server.id, tools, found });
    return { slug: server.slug, tools: pinned.tools };
  });
}

function addressOf(values: ServerFormValues): { name: string; url: string; headers: Record<string, string> } {
  const { name, url, headers: rows } = serverFormSchema.parse(values);
  const read = headersFromRows(rows);
  if (!read.ok) throw invalid("/headers", `The header ${read.twice} is given twice.`);
  return { name, url, headers: read.headers };
}
