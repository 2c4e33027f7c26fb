import { canonicalWindow, defaultAlgorithm } from "./canonical-window";
import { type ConditionPath, parseConditionPath } from "./condition-path";
import type { LimitCheck } from "./limit-check";
import type { Limit } from "./policy-document";

type ArgumentPath = Extract<ConditionPath, { kind: "args" }>;

/** A limit with everything worked out that doesn't depend on the call. `invalid` when a path isn't one: nothing that was saved. */
export interface CompiledLimit
  extends Pick<LimitCheck, "pointer" | "counter" | "scope" | "window" | "algorithm" | "max" | "onStoreError"> {
  readonly per: ArgumentPath | null;
  readonly cost: number | { readonly path: ArgumentPath; readonly max: number };
  readonly isInvalid: boolean;
}

export function compileLimit(limit: Limit, pointer: string): CompiledLimit {
  const window = canonicalWindow(limit.window);
  const per = limit.per === undefined ? null : argumentPath(limit.per);
  const written = limit.cost ?? 1;
  const costPath = typeof written === "number" ? null : argumentPath(written.path);
  const isInvalid = (limit.per !== undefined && per === null) || (typeof written !== "number" && costPath === null);
  return {
    pointer,
    counter: limit.counter,
    scope: limit.scope ?? "grant",
    window,
    algorithm: limit.algorithm ?? defaultAlgorithm(window),
    max: limit.max,
    onStoreError: limit.on_store_error ?? "deny",
    per,
    cost: typeof written === "number" ? written : costPath === null ? 1 : { path: costPath, max: written.max },
    isInvalid,
  };
}

function argumentPath(text: string): ArgumentPath | null {
  const path = parseConditionPath(text);
  return typeof path === "string" || path.kind !== "args" || path.hasAny ? null : path;
}

/** How many limits of a document draw on each budget. */
export function countUsers(limits: readonly Limit[]): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const limit of limits) users.set(budgetOf(limit), (users.get(budgetOf(limit)) ?? 0) + 1);
  return users;
}

export function isSharedBudget(limit: Limit, users: ReadonlyMap<string, number>): boolean {
  return (users.get(budgetOf(limit)) ?? 0) > 1;
}

/** A budget is its counter's name, scope and window; one with `per` is never that without. */
export function budgetOf(limit: Limit): string {
  const per = limit.per === undefined ? "" : " per";
  return `${limit.counter} ${limit.scope ?? "grant"} ${canonicalWindow(limit.window)}${per}`;
}
