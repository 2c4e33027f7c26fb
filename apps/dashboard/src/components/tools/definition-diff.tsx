import { revealHidden } from "@policylayer/policy";
import type { ToolView } from "@policylayer/services/servers";
import type { ReactNode } from "react";
import { TextDiff } from "../policy/text-diff";
import { RevealedText } from "./revealed-text";
import { type DiffPart, diffWords } from "./word-diff";

type Definition = Pick<ToolView, "title" | "description" | "input_schema" | "output_schema" | "annotations">;

const PARTS = [
  { field: "annotations", title: "Annotations" },
  { field: "input_schema", title: "Input schema" },
  { field: "output_schema", title: "Output schema" },
] as const;

/** Two definitions of a tool, part by part, those alone that differ. `before` is null for a tool that is new. */
export function DefinitionDiff({ before, after }: { before: Definition | null; after: Definition }) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <ProseDiff title="Title" before={before?.title ?? ""} after={after.title ?? ""} />
      <ProseDiff title="Description" before={before?.description ?? ""} after={after.description ?? ""} />
      {PARTS.map(({ field, title }) => {
        const [old, now] = [textOf(before?.[field]), textOf(after[field])];
        if (old === now) return null;
        return (
          <Part key={field} title={title}>
            <TextDiff before={old} after={now} />
          </Part>
        );
      })}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h4 className="mb-1.5 font-medium text-muted text-xs">{title}</h4>
      {children}
    </div>
  );
}

function ProseDiff({ title, before, after }: { title: string; before: string; after: string }) {
  if (before === after) return null;
  return (
    <Part title={title}>
      <p className="whitespace-pre-wrap break-words rounded-md border border-line px-3 py-2">
        {diffWords(before, after).map((part, n) => (
          // The parts of a diff never move: their place is their name.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Words key={n} part={part} />
        ))}
      </p>
    </Part>
  );
}

function Words({ part: { kind, text } }: { part: DiffPart }) {
  if (kind === "same") return <RevealedText text={text} />;
  if (kind === "added") {
    return (
      <ins className="bg-allow-soft no-underline">
        <span className="sr-only">Added: </span>
        <RevealedText text={text} />
      </ins>
    );
  }
  return (
    <del className="bg-deny-soft">
      <span className="sr-only">Removed: </span>
      <RevealedText text={text} />
    </del>
  );
}

/** JSON with its keys in one order, so that only what was changed differs. */
function textOf(value: object | null | undefined): string {
  return value === null || value === undefined ? "" : revealHidden(JSON.stringify(sorted(value), null, 2));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
