import { compileLimit } from "./compile-limit";
import { toPointer } from "./json-pointer";
import type { LimitCheck } from "./limit-check";
import type { Limit, PolicyDocument, Rule } from "./policy-document";
import { readPolicy } from "./read-policy";

/** A limit as a document has it, with its defaults filled in. */
export interface PolicyLimit
  extends Pick<LimitCheck, "pointer" | "counter" | "scope" | "window" | "algorithm" | "max"> {
  /** The calls it holds: of tools by name or glob, of a class, or all. */
  readonly subject: { readonly kind: "tool" | "class"; readonly name: string } | { readonly kind: "all_tools" };
  /** The argument whose values have a counter each; null: one counter for all. */
  readonly per: string | null;
  readonly cost: number | { readonly path: string; readonly max: number };
  readonly onStoreError: "deny" | "allow";
  /** Of a policy in shadow mode, which counts apart. */
  readonly isShadow: boolean;
}

/** Every limit of a stored document, in its order. null for a text that can't be read, by which every call is refused. */
export function listLimits(text: string): PolicyLimit[] | null {
  const read = readPolicy(text);
  return read.ok ? limitsOf(read.document) : null;
}

function limitsOf(document: PolicyDocument): PolicyLimit[] {
  const isShadow = document.mode === "shadow";
  const of = (subject: PolicyLimit["subject"], { limits = [] }: Pick<Rule, "limits">, at: readonly string[]) =>
    limits.map((limit, index) => toPolicyLimit(limit, toPointer([...at, "limits", index]), subject, isShadow));
  return [
    ...Object.entries(document.tools ?? {}).flatMap(([name, rule]) =>
      of({ kind: "tool", name }, rule, ["tools", name]),
    ),
    ...Object.entries(document.classes ?? {}).flatMap(([name, rule]) =>
      of({ kind: "class", name }, rule ?? {}, ["classes", name]),
    ),
    ...of({ kind: "all_tools" }, document.all_tools ?? {}, ["all_tools"]),
  ];
}

function toPolicyLimit(limit: Limit, pointer: string, subject: PolicyLimit["subject"], isShadow: boolean): PolicyLimit {
  const { counter, scope, window, algorithm, max, onStoreError } = compileLimit(limit, pointer);
  const { per = null, cost = 1 } = limit;
  return { subject, pointer, counter, scope, window, algorithm, max, per, cost, onStoreError, isShadow };
}
