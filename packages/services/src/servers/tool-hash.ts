import { createHash } from "node:crypto";
import { definitionText } from "@policylayer/policy";
import type { ToolDefinition } from "./schemas";

/** SHA-256, in hex, of what is pinned of a tool: its canonical JSON, so that the order of keys doesn't matter. */
export function toolHash(tool: ToolDefinition): string {
  const text = definitionText(tool);
  if (text === null) throw new TypeError("JSON can't hold this definition");
  return createHash("sha256").update(text).digest("hex");
}
