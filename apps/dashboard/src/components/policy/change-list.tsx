import { ArrowUpDown, type LucideIcon, Minus, Pencil, Plus } from "lucide-react";
import { cn } from "../cn";

const KINDS: Readonly<Record<string, { icon: LucideIcon; style: string }>> = {
  added: { icon: Plus, style: "text-allow" },
  removed: { icon: Minus, style: "text-deny" },
  changed: { icon: Pencil, style: "text-limit" },
  reordered: { icon: ArrowUpDown, style: "text-muted" },
};

interface ChangeListProps {
  readonly changes: readonly { readonly kind: string; readonly pointer: string; readonly sentence: string }[];
  /** How many there are in all. */
  readonly total: number;
}

/** What a version changed, a sentence each. */
export function ChangeList({ changes, total }: ChangeListProps) {
  if (total === 0) return <p className="text-muted">It says the same.</p>;
  return (
    <ul className="grid gap-1">
      {changes.map(({ kind, pointer, sentence }) => {
        const { icon: Icon, style } = KINDS[kind] ?? { icon: Pencil, style: "text-muted" };
        return (
          <li key={`${kind} ${pointer}`} className="flex min-w-0 gap-2 text-[0.8125rem]">
            <Icon aria-hidden className={cn("mt-0.5 size-3.5 shrink-0", style)} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <Sentence text={sentence} />
            </span>
          </li>
        );
      })}
      {total > changes.length ? (
        <li className="pl-5.5 text-[0.8125rem] text-muted">and {total - changes.length} more</li>
      ) : null}
    </ul>
  );
}

/** What stands between backticks at the start is a place in the document. */
function Sentence({ text }: { text: string }) {
  const place = /^`([^`]*)`/.exec(text);
  if (place === null) return text;
  return (
    <>
      <code className="font-medium font-mono text-xs">{place[1]}</code>
      {text.slice(place[0].length)}
    </>
  );
}
