import type { ToolRef } from "@policylayer/stack";
import { RevealedText } from "@/components/tools/revealed-text";

const SHOWN = 12;

interface ToolNamesProps {
  readonly tools: readonly ToolRef[];
  readonly titles: ReadonlyMap<string, string>;
}

/** Tools by name with their server, the rest behind a word. */
export function ToolNames({ tools, titles }: ToolNamesProps) {
  const rest = tools.slice(SHOWN);
  return (
    <>
      <Names tools={tools.slice(0, SHOWN)} titles={titles} />
      {rest.length === 0 ? null : (
        <details className="mt-1.5">
          <summary className="inline-block min-h-6 cursor-pointer rounded text-[0.8125rem] text-accent underline underline-offset-3">
            {rest.length} more
          </summary>
          <div className="mt-1.5">
            <Names tools={rest} titles={titles} />
          </div>
        </details>
      )}
    </>
  );
}

function Names({ tools, titles }: ToolNamesProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {tools.map(({ server, tool }) => (
        <li key={`${server} ${tool}`} className="min-w-0 break-words text-[0.8125rem]">
          <code className="font-mono">
            <RevealedText text={tool} />
          </code>{" "}
          <span className="text-muted">{titles.get(server) ?? server}</span>
        </li>
      ))}
    </ul>
  );
}
