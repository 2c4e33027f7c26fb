import { definitionText, estimateTokens, type RatedTool } from "@policylayer/policy";
import { classifyTool } from "@policylayer/risk";
import type { ServerIdentity, StackTool } from "@policylayer/stack";
import { z } from "zod";

/** A tool of a scanned server: what the analysis and the drafted policy need. */
export interface KnownTool extends StackTool {
  readonly inputSchema: RatedTool["inputSchema"];
}

/** What is known of a server, and from where. */
export interface KnownServer {
  readonly source: "catalogue" | "listed";
  /** As the catalogue names it. */
  readonly name: string | null;
  /** The version that was listed for the catalogue. */
  readonly version: string | null;
  readonly tools: readonly KnownTool[];
}

/** What is known without asking anybody. */
export interface OfflineCatalogue {
  find(identity: ServerIdentity): KnownServer | null;
}

/** A tool as a server lists it; `tools/list` answers are not trusted. */
export const listedToolSchema = z.object({
  name: z.string().min(1).max(256),
  title: z.string().nullish(),
  description: z.string().nullish(),
  inputSchema: z.unknown().optional(),
  outputSchema: z.unknown().optional(),
  annotations: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type ListedTool = z.output<typeof listedToolSchema>;

/** A listed tool with its class and its cost. */
export function toKnownTool(server: string, tool: ListedTool): KnownTool {
  const { name, title, description, inputSchema, annotations } = tool;
  const found = classifyTool({ server, tool: name, title, description, inputSchema, annotations });
  const definition = definitionText(tool) ?? `${name}${title ?? ""}${description ?? ""}`;
  return {
    name,
    description: description ?? null,
    class: found.class,
    severity: found.severity,
    effects: found.effects,
    isUnknown: found.isUnknown,
    annotations: annotations ?? {},
    tokenCount: estimateTokens(definition),
    inputSchema,
  };
}
