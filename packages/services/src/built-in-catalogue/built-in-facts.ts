import { CLASSIFIER_VERSION } from "@policylayer/risk";
import type { ListedTool } from "../catalogue/classify-listed-tool";
import { classifyTools } from "../catalogue/record-listing";
import type { ListedServer } from "../catalogue/server-entry";
import type { ToolRecord } from "../catalogue/tool-record";
import type { BuiltInCatalogue, BuiltInServer } from "./built-in-schema";

/** A server as it answered, for the file. */
export function builtInServer(server: ListedServer, tools: readonly ListedTool[], listedAt: Date): BuiltInServer {
  return { server, listedAt: listedAt.toISOString(), tools: classifyTools(server.name, tools).map(factsOnly) };
}

export function builtInCatalogue(servers: readonly BuiltInServer[]): BuiltInCatalogue {
  return { classifier: `built-in:${CLASSIFIER_VERSION}`, servers: [...servers] };
}

/**
 * Names, types, values, hints and what the classifier made of them; evidence quotes single words. Descriptions are their
 * authors' sentences: they were there when the class was worked out, and stay out of the file.
 */
function factsOnly(tool: ToolRecord): ToolRecord {
  return {
    ...tool,
    description: null,
    parameters: tool.parameters.map(({ description: _, ...facts }) => facts),
    evidence: tool.evidence.map((each) => ({ ...each, quote: quoteOf(each.quote, each.source) })),
  };
}

function quoteOf(quote: string | null, source: string): string | null {
  if (quote === null || source === "name" || source === "annotations") return quote;
  return quote.split(/\s+/).slice(0, 1).join(" ");
}
