import { type RiskEffect, riskClasses, type Severity } from "@policylayer/risk";
import { CONTEXT_WINDOW_TOKENS, type LegTool, type StackReport, type ToolRef, unknownWhy } from "@policylayer/stack";
import { safeText } from "./safe-text";
import type { ScannedServer, ScannedStack } from "./scanned-stack";

const SHOWN_MAX = 5;
const number = new Intl.NumberFormat("en");
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

/** The report for people. */
export function reportText(stack: ScannedStack): string {
  const { report, servers, disabled } = stack;
  if (report.severity === null)
    return `No server is switched on${disabled.length === 0 ? "" : `; off: ${listed(disabled)}`}.`;
  return [
    `${report.severity.toUpperCase()}: ${count(servers.length, "server")}, ${count(report.toolCount, "known tool")}${classes(report)}`,
    section("Servers", [
      ...servers.map((server, index) => serverLine(server, report.servers[index]?.severity ?? "high")),
      ...(disabled.length === 0 ? [] : [`switched off, not counted: ${listed(disabled)}`]),
    ]),
    section("Dangerous together", combinationLines(report)),
    section(
      "Grave by themselves",
      (["financial", "destructive"] as const)
        .filter((rated) => report.byClass[rated].length > 0)
        .map((rated) => `${rated}: ${refs(report.byClass[rated])}`),
    ),
    section(
      "Effects",
      report.byEffect.map(({ effect, tools }) => `${EFFECTS[effect]}: ${refs(tools)}`),
    ),
    section("Token cost", tokenLines(report)),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

function classes({ byClass }: StackReport): string {
  const parts = riskClasses
    .filter((rated) => byClass[rated].length > 0)
    .map((rated) => `${byClass[rated].length} ${rated}`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function serverLine({ name, identity, known, problem }: ScannedServer, severity: Severity): string {
  const parts = [`${safeText(name)}: ${identityWords(identity)}`];
  if (known === null) parts.push(`unknown, counted as ${severity}`);
  else {
    const tokens = known.tools.reduce((sum, { tokenCount }) => sum + tokenCount, 0);
    parts.push(severity, count(known.tools.length, "tool"), `about ${number.format(tokens)} tokens`);
    if (known.source === "catalogue")
      parts.push(`as catalogued${known.version === null ? "" : ` in version ${safeText(known.version)}`}`);
  }
  if (problem !== null) parts.push(`not listed: ${problem}`);
  return parts.join("; ");
}

function identityWords(identity: ScannedServer["identity"]): string {
  if (identity.kind === "unknown") return `not recognised, ${unknownWhy[identity.why]}`;
  if (identity.kind === "remote") return identity.address;
  return `${identity.kind} ${identity.name}${identity.version === null ? "" : `@${identity.version}`}`;
}

function combinationLines({ combinations, unknownServers }: StackReport): string[] {
  const lines = combinations.flatMap(({ severity, title, sentence, parts }) => [
    `${severity.toUpperCase()} ${title}`,
    `  ${sentence}`,
    ...parts.map((part) => `  ${part.title}: ${legTools(part.tools)}`),
  ]);
  if (unknownServers.length > 0)
    lines.push(
      `What ${unknownServers.length === 1 ? "this server adds" : "these servers add"} isn't known: ${listed(unknownServers)}`,
    );
  return lines;
}

function legTools(tools: readonly LegTool[]): string {
  const shown = tools
    .slice(0, SHOWN_MAX)
    .map(({ server, tool, because }) => `${safeText(server)}/${safeText(tool)} (${safeText(because)})`);
  return withMore(shown, tools.length);
}

function refs(tools: readonly ToolRef[]): string {
  const shown = tools.slice(0, SHOWN_MAX).map(({ server, tool }) => `${safeText(server)}/${safeText(tool)}`);
  return withMore(shown, tools.length);
}

function withMore(shown: readonly string[], total: number): string {
  return `${shown.join(", ")}${total > shown.length ? `, and ${total - shown.length} more` : ""}`;
}

function tokenLines({ tokens, toolCount }: StackReport): string[] {
  if (toolCount === 0) return [];
  const { heaviest } = tokens;
  return [
    `about ${number.format(tokens.total)} tokens before anything is asked, ${percent.format(tokens.share)} of a context of ${number.format(CONTEXT_WINDOW_TOKENS)}`,
    ...(heaviest === null
      ? []
      : [`heaviest: ${safeText(heaviest.server)}/${safeText(heaviest.tool)}, about ${number.format(heaviest.tokens)}`]),
  ];
}

function listed(names: readonly string[]): string {
  return names.map(safeText).join(", ");
}

function count(many: number, thing: string): string {
  return `${number.format(many)} ${thing}${many === 1 ? "" : "s"}`;
}

const EFFECTS: Readonly<Record<RiskEffect, string>> = {
  reads_secrets: "reads secrets",
  sends_outside: "sends outside",
  moves_money: "moves money",
  runs_code: "runs code",
  changes_access: "changes who may do what",
  reaches_any_url: "reaches any address",
  reaches_any_path: "reaches any path",
};
