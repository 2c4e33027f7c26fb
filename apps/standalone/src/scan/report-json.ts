import type { Severity } from "@policylayer/risk";
import { identityKey, unknownWhy } from "@policylayer/stack";
import { draftFor } from "./draft-policies";
import type { ScannedServer, ScannedStack } from "./scanned-stack";

/** The report for programs. Fields may be added, never renamed. */
export function reportJson({ servers, disabled, report }: ScannedStack, failOn: Severity | null, hasFailed: boolean) {
  const { combinations, tokens } = report;
  return {
    severity: report.severity,
    fail_on: failOn ?? "none",
    failed: hasFailed,
    tool_count: report.toolCount,
    by_class: Object.fromEntries(Object.entries(report.byClass).map(([rated, tools]) => [rated, tools.length])),
    by_effect: report.byEffect,
    combinations: combinations.map(({ kind, severity, title, sentence, parts }) => ({
      ...{ kind, severity, title, sentence, parts },
    })),
    tokens: { total: tokens.total, context_share: tokens.share, heaviest: tokens.heaviest },
    unknown_servers: report.unknownServers,
    disabled_servers: disabled,
    servers: servers.map((server, index) => serverJson(server, report.servers[index]?.severity ?? "high")),
  };
}

function serverJson({ name, identity, files, known, problem }: ScannedServer, severity: Severity) {
  const isPackage = identity.kind === "npm" || identity.kind === "pypi" || identity.kind === "oci";
  return {
    name,
    files,
    identity: identityKey(identity),
    version: isPackage ? identity.version : null,
    not_recognised: identity.kind === "unknown" ? unknownWhy[identity.why] : null,
    known_from: known?.source ?? null,
    catalogue: known?.name ?? null,
    catalogue_version: known?.version ?? null,
    problem,
    severity,
    tokens: known?.tools.reduce((sum, { tokenCount }) => sum + tokenCount, 0) ?? null,
    tools:
      known?.tools.map((tool) => ({
        name: tool.name,
        class: tool.class,
        severity: tool.severity,
        effects: tool.effects,
        unknown: tool.isUnknown,
        tokens: tool.tokenCount,
      })) ?? null,
    policy: known === null ? null : toValue(draftFor(known)),
  };
}

function toValue(text: string): unknown {
  return JSON.parse(text);
}
