import { canonicalText } from "./definition-text";
import { type Fields, isFields, ownField } from "./fields";
import type { Findings } from "./finding";

/** What a hint means when a server leaves it out, and the value that asks for less care. */
const HINTS = [
  { name: "readOnlyHint", absent: false, careless: true },
  { name: "destructiveHint", absent: true, careless: false },
  { name: "idempotentHint", absent: false, careless: true },
  { name: "openWorldHint", absent: true, careless: false },
] as const;

/** The hints by what they mean, the rest by what they say. */
export function compareAnnotations(before: unknown, after: unknown, findings: Findings): void {
  const [old, now]: [Fields, Fields] = [isFields(before) ? before : {}, isFields(after) ? after : {}];
  const hints = new Set<string>(HINTS.map(({ name }) => name));
  for (const { name, absent, careless } of HINTS) {
    const [was, is] = [meaning(ownField(old, name), absent), meaning(ownField(now, name), absent)];
    if (was === is) {
      if (!isSame(ownField(old, name), ownField(now, name))) {
        findings.add(
          "annotation_changed",
          "low",
          ["annotations", name],
          `\`${name}\` is written differently and means the same.`,
        );
      }
      continue;
    }
    const consequence =
      is === careless
        ? "it claims to need less care, and rules that look at the hint would judge it more lightly"
        : "it does more than it did when it was approved";
    const severity = name === "readOnlyHint" || name === "destructiveHint" ? "high" : "medium";
    findings.add(
      "hint_flipped",
      severity,
      ["annotations", name],
      `\`${name}\` was ${was} and is ${is}: ${consequence}.`,
    );
  }
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (hints.has(name) || isSame(ownField(old, name), ownField(now, name))) continue;
    findings.add("annotation_changed", "low", ["annotations", name], `The annotation \`${name}\` is different.`);
  }
}

/** A hint that is no boolean says nothing. */
function meaning(value: unknown, absent: boolean): boolean {
  return typeof value === "boolean" ? value : absent;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalText(a ?? null) === canonicalText(b ?? null);
}
