import { LoaderCircle } from "lucide-react";
import type { SourceWords } from "@/components/catalogue/source-words";
import { Chip } from "@/components/ui/chip";
import { TimeText } from "@/components/ui/time-text";

/** One source and where its reading stands. What changes, also that nobody reads any more, is read out when there is a pause. */
export function SourceRow({ source }: { source: SourceWords }) {
  const { name, state, tone, isMoving, progress, problem, advice, since, next, done } = source;
  return (
    <li className="grid gap-1 px-4 py-3.5 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</span>
        <Chip tone={tone}>
          {isMoving ? <LoaderCircle aria-hidden className="animate-spin motion-reduce:animate-none" /> : null}
          {state}
        </Chip>
      </div>
      <div role="status" className="grid gap-1 text-[0.8125rem] empty:hidden">
        {progress === "" ? null : <p className="tabular">{sentence(progress)}</p>}
        {problem === null ? null : <p className="text-deny [overflow-wrap:anywhere]">{sentence(problem)}.</p>}
        {advice === null ? null : <p>{advice}</p>}
      </div>
      <p className="flex flex-wrap gap-x-4 text-[0.8125rem] text-muted empty:hidden">
        {[since, done, next].map((moment) =>
          moment === null ? null : (
            <span key={moment.says}>
              {moment.says}: <TimeText at={moment.at} show="exact" />
            </span>
          ),
        )}
      </p>
    </li>
  );
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
