import { riskClasses } from "@policylayer/risk";
import type { CatalogueStackServer } from "@policylayer/services/catalogue";
import { CONTEXT_WINDOW_TOKENS, type StackReport, type ToolRef } from "@policylayer/stack";
import { CLASS_WORDS, EFFECT_WORDS } from "@/components/tools/risk-words";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Combinations } from "./combinations";
import { SeverityChip } from "./severity-chip";
import { ToolNames } from "./tool-names";

const number = new Intl.NumberFormat("en");
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const shareWords = (share: number) => (share > 0 && share < 0.001 ? "under 0.1%" : percent.format(share));

interface StackResultProps {
  readonly servers: readonly CatalogueStackServer[];
  readonly report: StackReport;
}

/** What the agent can do: together, by risk, by effect, and at what cost. */
export function StackResult({ servers, report }: StackResultProps) {
  const { severity, toolCount, unknownServers } = report;
  const titles = new Map(servers.map(({ slug, title }) => [slug, title]));
  return (
    <>
      <section aria-label="In short" className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {severity === null ? null : <SeverityChip severity={severity} />}
        <p className="text-base">
          {toolCount === 1 ? "1 tool" : `${number.format(toolCount)} tools`} to call
          {report.combinations.length === 0
            ? ""
            : `, ${report.combinations.length === 1 ? "1 dangerous combination" : `${report.combinations.length} dangerous combinations`}`}
          , about {number.format(report.tokens.total)} tokens before anything is asked
        </p>
      </section>
      {unknownServers.length === 0 ? null : (
        <Notice kind="warning" title="Of some servers the tools aren’t known">
          {unknownServers.map((slug) => titles.get(slug) ?? slug).join(", ")}: counted as high risk, because they may do
          anything.
        </Notice>
      )}
      <Combinations report={report} titles={titles} />
      <Card title="By risk">
        <ul className="grid gap-4">
          {riskClasses.toReversed().map((rated) => {
            const tools = report.byClass[rated];
            const { word, means, tone } = CLASS_WORDS[rated];
            return tools.length === 0 ? null : (
              <li key={rated}>
                <p className="mb-1.5 flex flex-wrap items-center gap-2">
                  <Chip tone={tone}>{word}</Chip>
                  <span>{tools.length}</span>
                  <span className="text-muted">{means}</span>
                </p>
                <ToolNames tools={tools} titles={titles} />
              </li>
            );
          })}
        </ul>
        {report.unknownTools.length === 0 ? null : (
          <p className="mt-4 text-[0.8125rem] text-muted">
            Of {report.unknownTools.length} {report.unknownTools.length === 1 ? "tool" : "tools"} nothing says what it
            does; counted as Execute.
          </p>
        )}
      </Card>
      {report.byEffect.length === 0 ? null : (
        <Card title="By effect">
          <Facts
            facts={report.byEffect.map(({ effect, tools }) => ({
              name: `${EFFECT_WORDS[effect].slice(0, 1).toUpperCase()}${EFFECT_WORDS[effect].slice(1)}`,
              value: <ToolNames tools={tools} titles={titles} />,
            }))}
          />
        </Card>
      )}
      <TokenCost report={report} titles={titles} />
    </>
  );
}

interface TokenCostProps {
  readonly report: StackReport;
  readonly titles: ReadonlyMap<string, string>;
}

function TokenCost({ report: { tokens }, titles }: TokenCostProps) {
  const { heaviest } = tokens;
  const nameOf = ({ server, tool }: ToolRef) => `${tool} of ${titles.get(server) ?? server}`;
  return (
    <Card
      title="Token cost"
      description={`Estimated: what the definitions take of a context of ${number.format(CONTEXT_WINDOW_TOKENS)} tokens in every conversation.`}
    >
      <p className="mb-3">
        {number.format(tokens.total)} tokens, {shareWords(tokens.share)}.
        {heaviest === null ? "" : ` The heaviest tool is ${nameOf(heaviest)}: ${number.format(heaviest.tokens)}.`}
      </p>
      <ul className="grid gap-2">
        {tokens.servers.map(({ server, tokens: cost, share }) => (
          <li key={server}>
            <p className="flex justify-between gap-4">
              <span className="truncate">{titles.get(server) ?? server}</span>
              <span className="shrink-0 tabular-nums">
                {number.format(cost)} · {shareWords(share)}
              </span>
            </p>
            <span aria-hidden className="mt-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${tokens.total === 0 ? 0 : (100 * cost) / tokens.total}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
