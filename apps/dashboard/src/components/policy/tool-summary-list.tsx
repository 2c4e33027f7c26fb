import { Ban, Check, EyeOff, Hand, type LucideIcon, Timer } from "lucide-react";
import { cn } from "../cn";
import type { ToolSummary } from "./summarise-tools";

const EFFECTS: Readonly<Record<ToolSummary["effect"], { icon: LucideIcon; style: string }>> = {
  allow: { icon: Check, style: "text-allow" },
  limit: { icon: Timer, style: "text-limit" },
  deny: { icon: Ban, style: "text-deny" },
  hide: { icon: EyeOff, style: "text-quiet" },
  ask: { icon: Hand, style: "text-ask" },
};

interface ToolSummaryListProps {
  readonly summaries: readonly ToolSummary[];
  readonly onJump: (pointer: string) => void;
}

/** What the document means for each tool, in a sentence; pressing one shows the rule. */
export function ToolSummaryList({ summaries, onJump }: ToolSummaryListProps) {
  if (summaries.length === 0) return <p className="text-muted">The server has no tools yet.</p>;
  return (
    <ul className="-mx-2 grid gap-0.5">
      {summaries.map(({ tool, effect, sentence, rule }) => {
        const { icon: Icon, style } = EFFECTS[effect];
        return (
          <li key={tool}>
            <button
              type="button"
              onClick={() => onJump(rule ?? "")}
              className="flex w-full gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover"
            >
              <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", style)} />
              <span className="min-w-0">
                <code className="block break-all font-medium font-mono text-[0.8125rem]">{tool}</code>
                <span className="block text-[0.8125rem] text-muted">{sentence}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
