import { LoaderCircle } from "lucide-react";
import type { SourceWords } from "@/components/catalogue/source-words";
import { Chip } from "@/components/ui/chip";
import { TimeText } from "@/components/ui/time-text";

/** One source and where its reading stands. What changes is read out when there is a pause. */
export function SourceRow({ source }: { source: SourceWords }) {
  const { name, state, tone, isMoving, progress, problem, next, done } = source;
  return (
    <li className="grid gap-1 px-4 py-3.5 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</span>
        <Chip tone={tone}>
          {isMoving ? <LoaderCircle aria-hidden className="animate-spin motion-reduce:animate-none" /> : null}
          {state}
        </Chip>
      </div>
      {progress === "" ? null : (
        <p role="status" className="tabular text-[0.8125rem]">
          {progress.slice(0, 1).toUpperCase() + progress.slice(1)}
        </p>
      )}
      {problem === null ? null : (
        <p className="text-[0.8125rem] text-deny [overflow-wrap:anywhere]">
          {problem.slice(0, 1).toUpperCase() + problem.slice(1)}.
        </p>
      )}
      <p className="flex flex-wrap gap-x-4 text-[0.8125rem] text-muted empty:hidden">
        {[done, next].map((moment) =>
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
