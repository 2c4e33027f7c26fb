import { toInstant } from "../instant";
import { type ToolView, toolDefinitionSchema } from "./schemas";

export interface ToolRow {
  readonly id: string;
  readonly name: string;
  readonly definition: unknown;
  readonly hash: string;
  readonly pinnedAt: Date;
}

export function toToolView(row: ToolRow): ToolView {
  const definition = toolDefinitionSchema.parse(row.definition);
  return {
    id: row.id,
    name: row.name,
    title: definition.title ?? null,
    description: definition.description ?? null,
    input_schema: definition.inputSchema,
    output_schema: definition.outputSchema ?? null,
    annotations: definition.annotations ?? null,
    hash: row.hash,
    pinned_at: toInstant(row.pinnedAt),
  };
}
