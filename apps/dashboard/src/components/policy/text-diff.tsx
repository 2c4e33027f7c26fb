import { cn } from "../cn";
import { ScrollBox } from "../ui/scroll-box";
import { type DiffGap, type DiffLine, diffLines } from "./line-diff";

const STYLE = { same: "", added: "bg-allow-soft", removed: "bg-deny-soft" } as const;
const SIGN = { same: " ", added: "+", removed: "-" } as const;
const SPOKEN = { same: "", added: "Added: ", removed: "Removed: " } as const;

/** Two documents line by line, as they are stored. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const lines = diffLines(before, after);
  if (lines.length === 0) return <p className="text-muted">Both are the same text.</p>;
  return (
    <ScrollBox label="Text of both, compared" className="max-h-[32rem] overflow-auto rounded-md border border-line">
      <ol className="w-max min-w-full py-1 font-mono text-[0.8125rem] leading-5">
        {lines.map((line, n) => (
          // The lines of a diff never move: their place is their name.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Line key={n} line={line} />
        ))}
      </ol>
    </ScrollBox>
  );
}

function Line({ line }: { line: DiffLine | DiffGap }) {
  if (line.kind === "gap") {
    return (
      <li className="bg-sunken px-3 text-muted text-xs leading-6">
        {line.lines === 1 ? "1 equal line" : `${line.lines} equal lines`}
      </li>
    );
  }
  const { kind, before, after, text } = line;
  return (
    <li className={cn("flex", STYLE[kind])}>
      <span aria-hidden className="flex shrink-0 select-none text-muted">
        <span className="w-10 text-right">{before}</span>
        <span className="w-10 text-right">{after}</span>
        <span className={cn("w-7 text-center", kind === "added" && "text-allow", kind === "removed" && "text-deny")}>
          {SIGN[kind]}
        </span>
      </span>
      <span className="whitespace-pre pr-3">
        <span className="sr-only">{SPOKEN[kind]}</span>
        {text}
      </span>
    </li>
  );
}
