import { CircleAlert, CircleCheck } from "lucide-react";

export interface ListedProblem {
  readonly pointer: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

interface ProblemListProps {
  readonly problems: readonly ListedProblem[];
  readonly onJump: (problem: ListedProblem) => void;
}

/** Everything that keeps the document from being saved, with the way to each. */
export function ProblemList({ problems, onJump }: ProblemListProps) {
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2 text-allow">
        <CircleCheck aria-hidden className="size-4" />
        No problems.
      </p>
    );
  }
  return (
    <ul className="-mx-2 grid gap-0.5">
      {problems.map((problem) => (
        <li key={`${problem.pointer} ${problem.line} ${problem.message}`}>
          <button
            type="button"
            onClick={() => onJump(problem)}
            className="flex w-full gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover"
          >
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-deny" />
            <span className="min-w-0">
              <span className="block break-words">{problem.message}</span>
              <span className="block break-all text-muted text-xs">
                {problem.line === null ? "" : `Line ${problem.line}`}
                {problem.pointer === "" ? null : (
                  <>
                    {problem.line === null ? "" : ", "}
                    <code className="font-mono">{problem.pointer}</code>
                  </>
                )}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
