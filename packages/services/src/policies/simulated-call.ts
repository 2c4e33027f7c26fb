import {
  type ArgumentSchema,
  type CompiledPolicy,
  compileArgumentSchema,
  explainCall,
  type JsonObject,
  type RiskClass,
  type ToolCall,
} from "@policylayer/policy";
import { toolDefinitionSchema } from "../servers/schemas";
import { effectiveClass } from "../servers/tool-risk";
import type { SimulatedAs, SimulatedCallView } from "./schemas";

/** A pinned tool, as far as a call to it is judged by it. */
export interface SimulatedTool {
  readonly annotations: JsonObject | null;
  readonly schema: ArgumentSchema | null;
  readonly isQuarantined: boolean;
  /** The effective risk class; null when the definition can't be read. */
  readonly toolClass: RiskClass | null;
}

export function toSimulatedTool(
  definition: unknown,
  isQuarantined: boolean,
  overridden: string | undefined,
): SimulatedTool {
  const readable = toolDefinitionSchema.safeParse(definition);
  const { annotations, inputSchema } = isJsonObject(definition) ? { ...definition } : {};
  return {
    annotations: isJsonObject(annotations) ? annotations : null,
    schema: inputSchema === undefined ? null : compileArgumentSchema(inputSchema),
    isQuarantined,
    toolClass: readable.success ? effectiveClass(readable.data, overridden) : null,
  };
}

export interface SimulatedCall {
  readonly tool: string;
  readonly args?: JsonObject | undefined;
  readonly as?: SimulatedAs | undefined;
}

export interface SimulatedPlace {
  readonly organizationId: string;
  readonly server: { readonly id: string; readonly slug: string };
  readonly nowMs: number;
}

/** What a policy says to a call of a session that has made none yet. `pinned` is null for a tool that doesn't exist. */
export function simulateCall(
  policy: CompiledPolicy,
  call: SimulatedCall,
  pinned: SimulatedTool | null,
  place: SimulatedPlace,
): SimulatedCallView {
  const { decision, rules } = explainCall(policy, toToolCall(call, pinned, place));
  const { code, rule } = decision;
  const would = decision.code === "shadow" ? decision.would : null;
  return {
    decision: decision.decision,
    code,
    rule,
    message: messageOf(decision),
    would: would === null ? null : { decision: would.decision, code: would.code, message: messageOf(would) },
    trace: rules.map(({ conditions, ...looked }) => ({
      ...looked,
      conditions: conditions.map(({ found, ...condition }) => ({ ...condition, found: [...found] })),
    })),
  };
}

function messageOf(decision: object): string | null {
  return "message" in decision && typeof decision.message === "string" ? decision.message : null;
}

function toToolCall(
  { tool, args, as = {} }: SimulatedCall,
  pinned: SimulatedTool | null,
  { organizationId, server, nowMs }: SimulatedPlace,
): ToolCall {
  return {
    tool,
    isKnown: pinned !== null,
    isQuarantined: pinned?.isQuarantined ?? false,
    toolClass: as.class ?? pinned?.toolClass ?? null,
    args: args ?? null,
    argumentsText: null,
    annotations: pinned?.annotations ?? null,
    schema: pinned?.schema ?? null,
    facts: {
      grant: { id: "simulation", label: as.grant ?? null },
      team: { id: "simulation", slug: as.team ?? null },
      server,
      client: { name: as.client ?? null },
      sessionId: "simulation",
      organizationId,
      nowMs: as.time === undefined ? nowMs : Date.parse(as.time),
    },
  };
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
