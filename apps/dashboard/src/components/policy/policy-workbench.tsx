"use client";

import { parsePolicy } from "@policylayer/policy";
import Link from "next/link";
import { type ReactNode, type RefObject, useDeferredValue, useId, useMemo, useRef } from "react";
import type { FormError } from "../form/action-result";
import { Card } from "../ui/card";
import type { JsonEditorHandle } from "./json-editor";
import { LazyJsonEditor } from "./lazy-json-editor";
import { type ListedProblem, ProblemList } from "./problem-list";
import { type ClassedTool, summariseTools, type ToolSummary } from "./summarise-tools";
import { ToolSummaryList } from "./tool-summary-list";

interface PolicyWorkbenchProps {
  readonly text: string;
  readonly initialText: string;
  readonly tools: readonly ClassedTool[];
  readonly isReadOnly?: boolean;
  readonly pointer?: string | undefined;
  /** The last refusal of the server: its problems are shown as long as the browser sees none itself. */
  readonly error?: FormError | null;
  readonly onChange?: (text: string) => void;
  readonly onSave?: () => void;
  readonly handle?: RefObject<JsonEditorHandle | null>;
  /** Stands above the editor: a name, a message, buttons. */
  readonly children?: ReactNode;
}

/** A policy's document beside what it means: the editor, its problems, and a sentence for every tool. */
export function PolicyWorkbench(props: PolicyWorkbenchProps) {
  const { text, initialText, tools, isReadOnly, pointer, error, onChange, onSave, children } = props;
  const ownHandle = useRef<JsonEditorHandle | null>(null);
  const handle = props.handle ?? ownHandle;
  const hintId = useId();
  const deferredText = useDeferredValue(text);
  const { problems, summaries } = useMemo(() => examine(deferredText, tools), [deferredText, tools]);
  const shown = problems.length > 0 ? problems : (error?.problems ?? []).flatMap(toListed);

  function jump({ line, column, pointer: target }: ListedProblem) {
    if (line === null) handle.current?.jumpToPointer(target);
    else handle.current?.jumpTo({ line, column: column ?? 1 });
  }

  return (
    <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
      <section
        aria-label="Document"
        className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface shadow-lift"
      >
        {children}
        <div className="relative h-[min(68dvh,38rem)] after:pointer-events-none after:absolute after:inset-0 after:z-10 has-[.cm-focused]:after:outline-2 has-[.cm-focused]:after:-outline-offset-2 has-[.cm-focused]:after:outline-ring">
          <LazyJsonEditor
            initialText={initialText}
            label="Policy document"
            describedBy={hintId}
            isReadOnly={isReadOnly === true}
            pointer={pointer}
            handle={handle}
            {...(onChange ? { onChange } : {})}
            {...(onSave ? { onSave } : {})}
          />
        </div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-line border-t px-4 py-2 text-muted text-xs">
          <p id={hintId}>
            {isReadOnly === true
              ? "Read only."
              : "Tab indents; press Esc, then Tab, to leave the editor. Ctrl+S or ⌘S saves."}
          </p>
          <Link href="/docs/policy" target="_blank" className="rounded underline underline-offset-3 hover:text-ink">
            Policy reference<span className="sr-only"> (opens in a new tab)</span>
          </Link>
        </div>
      </section>
      <div className="grid min-w-0 grid-cols-1 gap-6">
        {isReadOnly === true ? null : (
          <Card title={shown.length === 0 ? "Problems" : `Problems (${shown.length})`}>
            <div aria-live="polite">
              <ProblemList problems={shown} onJump={jump} />
            </div>
          </Card>
        )}
        <Card title="What it means" description="For each tool the server has now.">
          {summaries === null ? (
            <p className="text-muted">Shown again when the document has no problems.</p>
          ) : (
            <div className="max-h-[26rem] overflow-y-auto overflow-x-hidden px-2 [margin-inline:-0.5rem]">
              <ToolSummaryList summaries={summaries} onJump={(target) => handle.current?.jumpToPointer(target)} />
            </div>
          )}
        </Card>
      </div>
    </div>
  );
}

function examine(
  text: string,
  tools: readonly ClassedTool[],
): { problems: ListedProblem[]; summaries: ToolSummary[] | null } {
  const parsed = parsePolicy(text);
  if (parsed.ok) return { problems: [], summaries: summariseTools(parsed.document, tools) };
  return {
    problems: parsed.problems.map(({ pointer, line, column, message }) => ({ pointer, line, column, message })),
    summaries: null,
  };
}

/** A problem of another field of the form (the name, the message) is shown there. */
function toListed({ pointer, detail, line, column }: FormError["problems"][number]): ListedProblem[] {
  if (line === undefined) return [];
  return [{ pointer, line, column: column ?? null, message: detail }];
}
