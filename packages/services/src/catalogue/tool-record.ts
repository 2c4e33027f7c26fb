import { riskClasses, riskEffects, severities } from "@policylayer/risk";
import { z } from "zod";
import { catalogueParameterSchema } from "./schema-facts";

export const catalogueEvidenceSchema = z.object({
  source: z.enum(["name", "title", "description", "input_schema", "annotations", "decision"]),
  quote: z.string().nullable(),
  class: z.enum(riskClasses).nullable(),
  says: z.string(),
});

/**
 * What the catalogue keeps of a tool: facts, and what they make of its risk. Also the form of a tool in the built-in
 * catalogue, where `description` is null: it was there when the class was worked out, and isn't ours to ship.
 */
export const toolRecordSchema = z.object({
  name: z.string().min(1).max(256),
  title: z.string().nullable(),
  description: z.string().nullable(),
  parameters: z.array(catalogueParameterSchema),
  parameterCount: z.int().min(0),
  requiredCount: z.int().min(0),
  acceptsUnknown: z.boolean(),
  /** The hints that the server gives, as it gives them: true or false. */
  annotations: z.record(z.string(), z.boolean()),
  class: z.enum(riskClasses),
  severity: z.enum(severities),
  effects: z.array(z.enum(riskEffects)),
  isUnknown: z.boolean(),
  confidence: z.number(),
  language: z.string(),
  evidence: z.array(catalogueEvidenceSchema),
  /** See `estimateTokens`; of the whole definition. */
  tokenCount: z.int().min(0),
  /** SHA-256 over the canonical JSON of the definition. */
  hash: z.string(),
  /** What is suspicious about the definition: hidden_characters, instruction, lookalike_name, odd_name, unreadable_schema, cut. */
  flags: z.array(z.string()),
});
export type ToolRecord = z.output<typeof toolRecordSchema>;
