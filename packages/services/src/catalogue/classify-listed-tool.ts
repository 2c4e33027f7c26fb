import { createHash } from "node:crypto";
import { definitionText, estimateTokens, type SiblingNames, toolFlags } from "@policylayer/policy";
import { classifyTool } from "@policylayer/risk";
import { z } from "zod";
import { cleanText } from "./clean-text";
import { schemaFacts } from "./schema-facts";
import type { ToolRecord } from "./tool-record";

const DESCRIPTION_MAX = 4_000;
const EVIDENCE_MAX = 16;
/** A definition larger than this isn't looked through for suspicious text: it is flagged as cut. */
const FLAGGED_LENGTH_MAX = 60_000;
const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/** A tool as a server or a file lists it. Unlike a tool that is pinned it may lack a schema. */
export const listedToolSchema = z.object({
  name: z.string().min(1).max(256),
  title: z.string().nullish(),
  description: z.string().nullish(),
  inputSchema: z.unknown().optional(),
  outputSchema: z.unknown().optional(),
  annotations: z.unknown().optional(),
});
export type ListedTool = z.output<typeof listedToolSchema>;

/** What is kept of a tool, with its class. Never throws, whatever the definition holds. `server` is the server's name. */
export function classifyListedTool(server: string, tool: ListedTool, siblings: SiblingNames): ToolRecord {
  const { name, inputSchema, annotations } = tool;
  const title = tool.title ?? undefined;
  const description = tool.description ?? undefined;
  const text = definitionText({ name, title, description, inputSchema, outputSchema: tool.outputSchema, annotations });
  const found = classifyTool({ server, tool: name, title, description, inputSchema, annotations });
  return {
    name: cleanText(name, 256) ?? "?",
    title: cleanText(title, 200),
    description: cleanText(description, DESCRIPTION_MAX),
    ...schemaFacts(inputSchema),
    annotations: hintsOf(annotations),
    class: found.class,
    severity: found.severity,
    effects: [...found.effects],
    isUnknown: found.isUnknown,
    confidence: found.confidence,
    language: found.language,
    evidence: found.evidence.slice(0, EVIDENCE_MAX).map((each) => ({
      source: each.source,
      quote: cleanText(each.quote, 120),
      class: each.class,
      says: cleanText(each.says, 400) ?? "",
    })),
    tokenCount: estimateTokens(text ?? `${name}${title ?? ""}${description ?? ""}`),
    hash: createHash("sha256")
      .update(text ?? JSON.stringify([name, title, description]))
      .digest("hex"),
    flags: flagsOf(tool, text, siblings),
  };
}

function hintsOf(annotations: unknown): Record<string, boolean> {
  if (typeof annotations !== "object" || annotations === null) return {};
  const given = new Map(Object.entries(annotations));
  return Object.fromEntries(
    HINTS.flatMap((hint) => {
      const value: unknown = given.get(hint);
      return typeof value === "boolean" ? [[hint, value]] : [];
    }),
  );
}

function flagsOf(tool: ListedTool, text: string | null, siblings: SiblingNames): string[] {
  if (text === null) return ["unreadable_schema"];
  if (text.length > FLAGGED_LENGTH_MAX) {
    const { name } = tool;
    const beginning = { name, title: tool.title?.slice(0, 1_000), description: tool.description?.slice(0, 20_000) };
    return ["cut", ...codes(toolFlags(beginning, siblings))];
  }
  return codes(toolFlags({ ...tool }, siblings));
}

function codes(findings: readonly { readonly code: string }[]): string[] {
  return [...new Set(findings.map(({ code }) => code))];
}
