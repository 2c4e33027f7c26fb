"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { type ActionResult, type FormError, UNEXPECTED } from "./action-result";

interface RunningAction<Input, Result extends object> {
  /** Runs the action; `onDone` gets the answer of one that did it. */
  readonly run: (input: Input, onDone?: (result: Result) => void) => void;
  readonly isPending: boolean;
  /** Of the last run; null while one is under way. */
  readonly error: FormError | null;
  readonly clearError: () => void;
}

/**
 * A Server Action in the hands of a component: whether it runs, and what it refused. A change that is saved but not yet in
 * force comes back as an error, so the page is read anew then; after a success that is up to `onDone`.
 */
export function useAction<Input, Result extends object>(
  action: (input: Input) => Promise<ActionResult<Result>>,
): RunningAction<Input, Result> {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<FormError | null>(null);
  function run(input: Input, onDone?: (result: Result) => void) {
    setError(null);
    startTransition(async () => {
      try {
        const result = await action(input);
        if (result.ok) onDone?.(result);
        else setError(result.error);
        if (!result.ok && result.error.code === "NOT_YET_IN_FORCE") router.refresh();
      } catch (thrown) {
        unstable_rethrow(thrown);
        setError(UNEXPECTED);
      }
    });
  }
  return { run, isPending, error, clearError: () => setError(null) };
}
