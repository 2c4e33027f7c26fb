import { revealHidden } from "@policylayer/policy";
import type { ToolView } from "@policylayer/services/servers";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Chip } from "../ui/chip";
import { ScrollBox } from "../ui/scroll-box";
import { annotationWords } from "./annotation-words";
import { FindingList } from "./finding-list";
import { RevealedText } from "./revealed-text";
import { ClassChip, ToolRisk } from "./tool-risk";

const STATUS = {
  quarantined: { word: "held back", tone: "limit" },
  blocked: { word: "kept blocked", tone: "deny" },
  removed: { word: "no longer listed", tone: "quiet" },
} as const;

interface ToolListProps {
  readonly tools: readonly ToolView[];
  /** The control that gives a tool another class; null for who may not. */
  readonly overrideFor: (tool: ToolView) => ReactNode;
}

/** The tools of a server, each with its class and what the server says of it; opened, why, and the schema it is pinned with. */
export function ToolList({ tools, overrideFor }: ToolListProps) {
  return (
    <ul className="divide-y divide-line">
      {tools.map((tool) => (
        <li key={tool.id}>
          <details className="group">
            <summary className="grid list-none grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 px-4 py-3 hover:bg-hover/60 focus-visible:-outline-offset-2 sm:px-5 [&::-webkit-details-marker]:hidden">
              <ChevronRight
                aria-hidden
                className="mt-0.5 size-4 text-muted transition-transform duration-100 group-open:rotate-90"
              />
              <span className="min-w-0">
                <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <code className="break-all font-medium font-mono text-[0.8125rem]">
                    <RevealedText text={tool.name} />
                  </code>
                  {tool.status === "approved" ? null : (
                    <Chip tone={STATUS[tool.status].tone} className="h-5 px-1.5 text-[0.6875rem]">
                      {STATUS[tool.status].word}
                    </Chip>
                  )}
                  {tool.flags.every(({ severity }) => severity === "low") ? null : (
                    <Chip tone="deny" className="h-5 px-1.5 text-[0.6875rem]">
                      suspicious
                    </Chip>
                  )}
                  {tool.title !== null && tool.title !== tool.name ? (
                    <span className="text-muted">
                      <RevealedText text={tool.title} />
                    </span>
                  ) : null}
                  <ClassChip risk={tool.risk} />
                  <Hints words={annotationWords(tool.annotations)} />
                </span>
                {tool.description !== null && tool.description !== "" ? (
                  <span className="mt-0.5 line-clamp-2 block text-[0.8125rem] text-muted group-open:line-clamp-none group-open:whitespace-pre-line">
                    <RevealedText text={tool.description} />
                  </span>
                ) : null}
              </span>
            </summary>
            <div className="grid grid-cols-1 gap-4 px-4 pt-1 pb-5 pl-10 sm:px-5 sm:pl-[2.9rem]">
              {tool.flags.length === 0 ? null : (
                <FindingList findings={tool.flags} label={`What is suspicious about ${tool.name}`} />
              )}
              <ToolRisk tool={tool} override={overrideFor(tool)} />
              <Schema label={`Input schema of ${tool.name}`} title="Input schema" value={tool.input_schema} />
              {tool.output_schema === null ? null : (
                <Schema label={`Output schema of ${tool.name}`} title="Output schema" value={tool.output_schema} />
              )}
              <p className="break-all text-muted text-xs">
                Pinned definition <code className="font-mono">sha256:{tool.hash.slice(0, 16)}…</code>
              </p>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Schema({ label, title, value }: { label: string; title: string; value: Readonly<Record<string, unknown>> }) {
  return (
    <div>
      <h3 className="mb-1.5 font-medium text-muted text-xs">{title}</h3>
      <ScrollBox label={label} className="max-h-80 overflow-auto rounded-md border border-line bg-sunken p-3">
        <pre className="font-mono text-xs leading-5">{revealHidden(JSON.stringify(value, null, 2))}</pre>
      </ScrollBox>
    </div>
  );
}

/** Quiet, because the class beside it is what counts. */
function Hints({ words }: { words: readonly string[] }) {
  return words.length === 0 ? null : <span className="text-muted text-xs">Server says: {words.join(", ")}</span>;
}
