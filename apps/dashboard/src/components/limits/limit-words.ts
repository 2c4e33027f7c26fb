import type { GrantLimitView } from "@policylayer/services/grants";
import { windowInWords } from "../policy/window-words";

/** "10 calls a minute", "100 of args.amount a day for each args.customer" */
export function limitInWords({ max, window, cost, per }: GrantLimitView): string {
  const what = typeof cost === "object" ? `of ${cost.path}` : cost > 1 ? "units" : max === 1 ? "call" : "calls";
  const each = per === null ? "" : ` for each ${per}`;
  return `${max} ${what} ${windowInWords(window)}${each}`;
}

const SCOPES: Readonly<Record<string, string>> = {
  grant: "this grant's calls",
  session: "one session's calls",
  team: "the whole team's calls",
  server: "everyone's calls to this server",
  organization: "the whole organization's calls",
};

/** Whose calls are counted together. */
export function scopeInWords(scope: string): string {
  return (Object.hasOwn(SCOPES, scope) ? SCOPES[scope] : undefined) ?? scope;
}

/** Why a limit has no one number to show. */
export function uncountedInWords({ per }: GrantLimitView): string {
  return per === null
    ? "Each session has a counter of its own, so there is no one number to show."
    : "Each value of the argument has a counter of its own. Values aren't stored, so there is no one number to show.";
}

/** The calls a limit holds: a tool's name or glob, a class, or nothing for all of them. */
export function subjectInWords({ subject, name }: GrantLimitView): {
  readonly name: string | null;
  readonly word: string;
} {
  if (name === null) return { name: null, word: "All tools" };
  return { name, word: subject === "class" ? "Tools of class" : "" };
}
