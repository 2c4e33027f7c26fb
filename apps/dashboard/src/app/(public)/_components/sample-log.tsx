import type { LucideIcon } from "lucide-react";
import { Chip, type Tone } from "@/components/ui/chip";

interface SampleRow {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly word: string;
  readonly tool: string;
  readonly why: string;
}

/** What an audit log looks like, for somebody who has none yet. */
export function SampleLog({ rows }: { rows: readonly SampleRow[] }) {
  return (
    <figure className="overflow-hidden rounded-xl border border-line bg-surface shadow-float">
      <figcaption className="border-line border-b bg-sunken/60 px-5 py-3 font-medium text-muted text-xs">
        Audit log, as an example
      </figcaption>
      <ul className="divide-y divide-line">
        {rows.map(({ icon: Icon, tone, word, tool, why }) => (
          <li
            key={`${tool} ${word}`}
            className="grid grid-cols-[8.5rem_minmax(0,1fr)] items-center gap-x-4 gap-y-1 px-5 py-3.5 sm:grid-cols-[8.5rem_minmax(0,1fr)_auto]"
          >
            <span>
              <Chip tone={tone}>
                <Icon aria-hidden />
                {word}
              </Chip>
            </span>
            <code className="truncate font-mono text-[0.8125rem]">{tool}</code>
            <span className="text-[0.8125rem] text-muted max-sm:col-start-2">{why}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
