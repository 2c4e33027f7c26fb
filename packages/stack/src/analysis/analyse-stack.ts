import {
  type RiskClass,
  type RiskEffect,
  riskClasses,
  riskEffects,
  type Severity,
  severities,
} from "@policylayer/risk";
import { type Combination, findCombinations } from "./find-combinations";
import { findLegs, type Legs } from "./find-legs";
import type { StackServer, StackTool, ToolRef } from "./stack-server";
import { type TokenCost, tokenCost } from "./token-cost";

/** All that an agent with these servers can call. */
export interface StackReport {
  /** The gravest of its tools and combinations; an unknown server counts as high. Null for an empty stack. */
  readonly severity: Severity | null;
  readonly servers: readonly ServerReport[];
  readonly toolCount: number;
  readonly byClass: Readonly<Record<RiskClass, readonly ToolRef[]>>;
  /** Only effects that some tool has. */
  readonly byEffect: readonly { readonly effect: RiskEffect; readonly tools: readonly ToolRef[] }[];
  /** Tools of known servers that nothing tells anything of: they are treated as `execute`. */
  readonly unknownTools: readonly ToolRef[];
  /** Servers whose tools nobody knows. They are never taken to be harmless. */
  readonly unknownServers: readonly string[];
  readonly legs: Legs;
  readonly combinations: readonly Combination[];
  readonly tokens: TokenCost;
}

export interface ServerReport {
  readonly server: string;
  readonly isKnown: boolean;
  readonly severity: Severity;
  readonly toolCount: number;
  readonly counts: Readonly<Record<RiskClass, number>>;
  readonly tokens: number;
}

/** As a tool of which nothing is known: it may run anything. */
const UNKNOWN_SERVER: Severity = "high";

export function analyseStack(servers: readonly StackServer[]): StackReport {
  const all = servers.flatMap(({ name, tools }) => (tools ?? []).map((tool) => ({ server: name, tool })));
  const those = (is: (tool: StackTool) => boolean): ToolRef[] =>
    all.filter(({ tool }) => is(tool)).map(({ server, tool }) => ({ server, tool: tool.name }));
  const found = findLegs(servers);
  const combinations = findCombinations(servers, found);
  const reports = servers.map(reportOf);
  return {
    severity: gravest([...reports.map(({ severity }) => severity), ...combinations.map(({ severity }) => severity)]),
    servers: reports,
    toolCount: all.length,
    byClass: byClass((rated) => those((tool) => tool.class === rated)),
    byEffect: riskEffects
      .map((effect) => ({ effect, tools: those(({ effects }) => effects.includes(effect)) }))
      .filter(({ tools }) => tools.length > 0),
    unknownTools: those(({ isUnknown }) => isUnknown),
    unknownServers: servers.filter(({ tools }) => tools === null).map(({ name }) => name),
    legs: found,
    combinations,
    tokens: tokenCost(servers),
  };
}

function reportOf({ name, tools }: StackServer): ServerReport {
  return {
    server: name,
    isKnown: tools !== null,
    severity: tools === null ? UNKNOWN_SERVER : (gravest(tools.map(({ severity }) => severity)) ?? "low"),
    toolCount: tools?.length ?? 0,
    counts: byClass((rated) => tools?.filter((tool) => tool.class === rated).length ?? 0),
    tokens: tools?.reduce((sum, { tokenCount }) => sum + tokenCount, 0) ?? 0,
  };
}

function byClass<Value>(of: (rated: RiskClass) => Value): Record<RiskClass, Value> {
  const [read, write, execute, destructive, financial] = riskClasses;
  return {
    read: of(read),
    write: of(write),
    execute: of(execute),
    destructive: of(destructive),
    financial: of(financial),
  };
}

function gravest(found: readonly Severity[]): Severity | null {
  return severities.findLast((severity) => found.includes(severity)) ?? null;
}
