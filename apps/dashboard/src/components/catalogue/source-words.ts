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
  /** What has to happen so that it goes on, when nobody is there to read it. */
  readonly advice: string | null;
  /** Since when nothing has happened that should have. */
  readonly since: Moment | null;
  /** What happens next, and when; null: nobody knows, or nothing will. */
  readonly next: Moment | null;
  /** When it was last read to its end. */
  readonly done: Moment | null;
}

interface Moment {
  readonly says: string;
  readonly at: string;
}

type Source = Omit<CatalogueSourceView, "run_started_at">;

const UNREAD = "Nobody is there to read it again: the worker does when it runs with this registry’s address.";

/**
 * A source that fails is `waiting` while the same page is tried again, and `failed` when its run was given up. When whoever
 * read it died, it is `stopped`, and nothing is promised that nobody is there to do.
 */
export function sourceInWords(source: Source, now: Date): SourceWords {
  const { id, kind, state, pages, entries, failures, last_error, next_at, completed_at, is_active, active_at } = source;
  const name = kind === "built_in" ? "Comes with PolicyLayer" : id;
  const soFar = `page ${pages + 1}, ${counted(entries, "server")} so far`;
  const says = kind === "built_in" ? "Loaded" : "Read to the end";
  const done = completed_at === null ? null : { says, at: completed_at };
  const base = { name, done, problem: null, advice: null, since: null, next: null, isMoving: false };
  const isAhead = next_at !== null && Date.parse(next_at) > now.getTime();
  if (state === "failed") {
    const later = is_active ? nextMoment("Next try", next_at) : { advice: UNREAD };
    return { ...base, ...later, state: "Failed", tone: "deny", progress: soFar, problem: last_error };
  }
  if (state === "stopped") {
    const since = active_at === null ? null : { says: "No progress since", at: active_at };
    const advice = `It is read on from page ${pages + 1} when the worker, or the sync command, runs again. If one does run, its log says what stops it.`;
    const problem = failures > 0 ? last_error : null;
    return { ...base, state: "Stopped", tone: "deny", progress: `stopped at ${soFar}`, problem, advice, since };
  }
  if (state === "running" && failures > 0) {
    const next = isAhead ? { says: "Next try", at: next_at } : null;
    return { ...base, state: "Waiting", tone: "limit", progress: soFar, problem: last_error, next, isMoving: true };
  }
  if (state === "running") return { ...base, state: "Reading", tone: "accent", progress: soFar, isMoving: true };
  if (completed_at === null) return { ...base, state: "Not read yet", tone: "quiet", progress: "" };
  const isOnce = kind === "built_in" || next_at === null;
  const later = isOnce ? {} : is_active ? nextMoment("Next reading", next_at) : { advice: UNREAD };
  return { ...base, ...later, state: "Done", tone: "allow", progress: doneWords(source) };
}

function nextMoment(says: string, at: string | null): { next: Moment | null } {
  return { next: at === null ? null : { says, at } };
}

function doneWords({ kind, entries, applied, refused }: Source): string {
  if (kind === "built_in") return counted(entries, "server");
  const left = refused === 0 ? "" : `, ${refused.toLocaleString("en")} that can’t be used`;
  return `${counted(entries, "server")} read, ${applied.toLocaleString("en")} of them new or different${left}`;
}
