import { createHash } from "node:crypto";
import { classifyTool } from "@policylayer/risk";
import type { LabelledTool } from "./labelled-sets";

/** A digest of what is found of the labelled tools, with all there is to know of them and by their names alone. */
export function outcomesOf(tools: readonly LabelledTool[]): string {
  const hash = createHash("sha256");
  for (const { facts } of tools)
    for (const seen of [facts, { server: facts.server, tool: facts.tool }]) {
      const { class: found, severity, isUnknown } = classifyTool(seen);
      hash.update(`${found} ${severity} ${isUnknown}\n`);
    }
  return hash.digest("hex").slice(0, 16);
}
