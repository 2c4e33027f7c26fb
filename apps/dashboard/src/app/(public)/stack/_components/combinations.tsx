import type { LegTool, StackReport } from "@policylayer/stack";
import { RevealedText } from "@/components/tools/revealed-text";
import { Card } from "@/components/ui/card";
import { SeverityChip } from "./severity-chip";

const SHOWN = 5;

interface CombinationsProps {
  readonly report: StackReport;
  readonly titles: ReadonlyMap<string, string>;
}

/** What is dangerous in combination, each part with the tools that make it and why they count. */
export function Combinations({ report, titles }: CombinationsProps) {
  return (
    <Card title="Dangerous together">
      {report.combinations.length === 0 ? (
        <p className="text-muted">{absence(report)}</p>
      ) : (
        <ul className="grid gap-6">
          {report.combinations.map(({ kind, severity, title, sentence, parts }) => (
            <li key={kind}>
              <h3 className="flex flex-wrap items-center gap-2 font-semibold">
                <SeverityChip severity={severity} />
                {title}
              </h3>
              <p className="mt-1 max-w-prose text-pretty">{sentence}</p>
              <ol className="mt-3 grid gap-3 xl:grid-cols-[repeat(auto-fit,minmax(0,1fr))] xl:grid-flow-col">
                {parts.map((part) => (
                  <li key={part.title} className="min-w-0 rounded-md border border-line bg-sunken/50 p-3">
                    <h4 className="mb-1.5 font-medium text-[0.8125rem]">
                      {part.title.slice(0, 1).toUpperCase()}
                      {part.title.slice(1)}
                    </h4>
                    <LegTools tools={part.tools} titles={titles} />
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function LegTools({ tools, titles }: { tools: readonly LegTool[]; titles: ReadonlyMap<string, string> }) {
  const rest = tools.length - SHOWN;
  return (
    <ul className="grid gap-1.5 text-[0.8125rem]">
      {tools.slice(0, SHOWN).map(({ server, tool, because }) => (
        <li key={`${server} ${tool}`} className="min-w-0 break-words">
          <code className="font-mono">
            <RevealedText text={tool} />
          </code>{" "}
          <span className="text-muted">
            {titles.get(server) ?? server}: {because}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="text-muted">and {rest} more</li> : null}
    </ul>
  );
}

function absence({ unknownServers, legs }: StackReport): string {
  if (unknownServers.length > 0)
    return "None among the tools that are known. What the other servers add may complete one.";
  const missing = [
    ...(legs.private.length === 0 ? ["reads private data"] : []),
    ...(legs.untrusted.length === 0 ? ["sees what others write"] : []),
    ...(legs.outside.length === 0 ? ["can send outside"] : []),
  ];
  return missing.length === 0 ? "None." : `None: no tool ${missing.join(", and none ")}.`;
}
