import { classifyTool, type RiskClass, riskClasses, withClass } from "@policylayer/risk";
import { z } from "zod";
import { toInstant } from "../instant";
import type { ToolDefinition, ToolRiskView } from "./schemas";

export interface RiskOverrideRow {
  readonly toolName: string;
  readonly riskClass: string;
  readonly note: string;
  readonly toolHash: string;
  readonly actorName: string;
  readonly at: Date;
}

const riskClassSchema = z.enum(riskClasses);

/** What a tool can do at worst: what a person said if one did, else what its definition says. */
export function toolRisk(
  definition: ToolDefinition,
  hash: string,
  override: RiskOverrideRow | undefined,
): ToolRiskView {
  const { name, ...facts } = definition;
  const found = classifyTool({ tool: name, ...facts });
  const given = override === undefined ? null : riskClassSchema.parse(override.riskClass);
  const shown = given === null ? found : withClass(found, given);
  return {
    class: shown.class,
    severity: shown.severity,
    effects: [...shown.effects],
    confidence: shown.confidence,
    unknown: shown.isUnknown,
    evidence: found.evidence.map((each) => ({ ...each })),
    found_class: found.class,
    override:
      override === undefined || given === null
        ? null
        : {
            class: given,
            note: override.note,
            by: override.actorName,
            at: toInstant(override.at),
            is_for_this_definition: override.toolHash === hash,
          },
  };
}

/** The class alone, for judging. The proxy works it out in the same way. */
export function effectiveClass(definition: ToolDefinition, overridden: string | undefined): RiskClass {
  const { name, ...facts } = definition;
  return overridden === undefined ? classifyTool({ tool: name, ...facts }).class : riskClassSchema.parse(overridden);
}
