import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json";
import type { ToolDefinition } from "./schemas";

/** SHA-256, in hex, of what a model is told of a tool: its canonical JSON, so that the order of keys doesn't matter. */
export function toolHash(tool: ToolDefinition): string {
  const { name, title, description, inputSchema, outputSchema, annotations } = tool;
  const definition = { name, title, description, inputSchema, outputSchema, annotations };
  return createHash("sha256").update(canonicalJson(definition)).digest("hex");
}
