import type { CatalogueToolSummary } from "@policylayer/services/catalogue";
import Link from "next/link";
import { toolHref } from "@/components/catalogue/catalogue-address";
import { RevealedText } from "@/components/tools/revealed-text";
import { CLASS_WORDS, EFFECT_WORDS } from "@/components/tools/risk-words";
import { Chip } from "@/components/ui/chip";

interface ServerToolsProps {
  readonly slug: string;
  readonly tools: readonly CatalogueToolSummary[];
  readonly toolsLeft: number;
}

/** The tools of a server, each with its page. */
export function ServerTools({ slug, tools, toolsLeft }: ServerToolsProps) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {tools.map((tool) => (
        <ToolRow key={tool.name} slug={slug} tool={tool} />
      ))}
      {toolsLeft > 0 ? <li className="px-4 py-3 text-muted">and {toolsLeft} more</li> : null}
    </ul>
  );
}

export function ToolRow({ slug, tool, server }: { slug: string; tool: CatalogueToolSummary; server?: string }) {
  const { name, class: rated, unknown, effects, flags, description, tokens } = tool;
  const href = toolHref(slug, name);
  const shown = (
    <code className="wrap-anywhere font-medium font-mono text-[0.8125rem]">
      <RevealedText text={name} />
    </code>
  );
  return (
    <li className="grid gap-x-4 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:px-5">
      <div className="min-w-0">
        {href === null ? (
          shown
        ) : (
          <Link href={href} prefetch={false} className="rounded hover:underline">
            {shown}
          </Link>
        )}
        {server === undefined ? null : <span className="text-[0.8125rem] text-muted"> of {server}</span>}
        {description === null ? null : (
          <p className="line-clamp-2 break-words text-[0.8125rem] text-muted">
            <RevealedText text={description} />
          </p>
        )}
        {effects.length === 0 ? null : (
          <p className="text-muted text-xs">{effects.map((effect) => EFFECT_WORDS[effect]).join(", ")}</p>
        )}
      </div>
      <p className="flex items-center gap-2 max-sm:mt-1">
        {flags.length === 0 ? null : <Chip tone="deny">suspicious</Chip>}
        <span className="text-muted text-xs tabular-nums">{tokens} tokens</span>
        <Chip tone={CLASS_WORDS[rated].tone}>
          {CLASS_WORDS[rated].word}
          {unknown ? "?" : ""}
        </Chip>
      </p>
    </li>
  );
}
