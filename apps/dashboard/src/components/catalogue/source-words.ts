import type { CatalogueSourceView } from "@policylayer/services/catalogue";
import type { Tone } from "../ui/chip";
import { counted } from "./count-words";

/** Where the reading of a source stands, in words. */
export interface SourceWords {
  readonly name: string;
  /** In a word or two. */
  readonly state: string;
  readonly tone: Tone;
  /** Somebody is at it now. */
  readonly isMoving: boolean;
  /** How far it is. */
  readonly progress: string;
  /** What went wrong last, where it matters still. */
  readonly problem: string | null;
  /** What happens next, and when; null: nobody knows, or nothing will. */
  readonly next: { readonly says: string; readonly at: string } | null;
  /** When it was last read to its end. */
  readonly done: { readonly says: string; readonly at: string } | null;
}

type Source = Omit<CatalogueSourceView, "run_started_at">;

/** A source that fails is `waiting` while the same page is tried again, and `failed` when its run was given up. */
export function sourceInWords(source: Source, now: Date): SourceWords {
  const { id, kind, state, pages, entries, failures, last_error, next_at, completed_at } = source;
  const name = kind === "built_in" ? "Comes with PolicyLayer" : id;
  const soFar = `page ${pages + 1}, ${counted(entries, "server")} so far`;
  const says = kind === "built_in" ? "Loaded" : "Read to the end";
  const done = completed_at === null ? null : { says, at: completed_at };
  const base = { name, done, problem: null, next: null, isMoving: false };
  const isAhead = next_at !== null && Date.parse(next_at) > now.getTime();
  if (state === "failed") {
    const next = next_at === null ? null : { says: "Next try", at: next_at };
    return { ...base, state: "Failed", tone: "deny", progress: soFar, problem: last_error, next };
  }
  if (state === "running" && failures > 0) {
    const next = isAhead ? { says: "Next try", at: next_at } : null;
    return { ...base, state: "Waiting", tone: "limit", progress: soFar, problem: last_error, next, isMoving: true };
  }
  if (state === "running") return { ...base, state: "Reading", tone: "accent", progress: soFar, isMoving: true };
  if (completed_at === null) return { ...base, state: "Not read yet", tone: "quiet", progress: "" };
  const next = kind === "built_in" || next_at === null ? null : { says: "Next reading", at: next_at };
  return { ...base, state: "Done", tone: "allow", progress: doneWords(source), next };
}

function doneWords({ kind, entries, applied, refused }: Source): string {
  if (kind === "built_in") return counted(entries, "server");
  const left = refused === 0 ? "" : `, ${refused.toLocaleString("en")} that can’t be used`;
  return `${counted(entries, "server")} read, ${applied.toLocaleString("en")} of them new or different${left}`;
}
