import { compareAnnotations } from "./compare-annotations";
import { compareSchemas } from "./compare-schemas";
import { canonicalText, definitionText, pinnedFields, respacedText } from "./definition-text";
import type { Fields } from "./fields";
import { type DefinitionFinding, Findings } from "./finding";
import { revealHidden } from "./hidden-characters";
import { mixesAlphabets, type SiblingNames, shapeOf, siblingNames } from "./lookalike-names";
import { findInTexts } from "./text-findings";

const NOBODY = siblingNames([]);
/** What a name may be made of, by the specification. */
const PLAIN_NAME = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * What an upstream changed in a tool since it was approved, graded, worst first. `before` is null for a tool that nobody
 * approved yet. Empty for equal definitions, and never for different ones. `siblings` are the tools of its server.
 */
export function toolChanges(
  before: Fields | null,
  after: Fields,
  siblings: SiblingNames = NOBODY,
): DefinitionFinding[] {
  if (before !== null && definitionText(before) === definitionText(after) && definitionText(after) !== null) return [];
  const findings = new Findings();
  const now = pinnedFields(after);
  if (before === null) {
    findings.add("tool_added", "medium", [], "The tool is new on its server.");
    findInTexts(null, now, siblings.names, findings);
    checkName(now, siblings, findings);
    return findings.worstFirst();
  }
  const old = pinnedFields(before);
  findInTexts(old, now, siblings.names, findings);
  compareProse("title", old.title, now.title, findings);
  compareProse("description", old.description, now.description, findings);
  compareSchemas(old.inputSchema, now.inputSchema, ["inputSchema"], findings);
  compareSchemas(old.outputSchema, now.outputSchema, ["outputSchema"], findings);
  compareAnnotations(old.annotations, now.annotations, findings);
  if (canonicalText(old._meta ?? null) !== canonicalText(now._meta ?? null)) {
    findings.add("ui_changed", "medium", ["_meta", "ui"], "The page that is shown for the tool is another.");
  }
  const found = findings.worstFirst();
  if (found.length > 0) return found;
  findings.add("definition_changed", "low", [], "The definition is different.");
  return findings.worstFirst();
}

/**
 * What is suspicious about a tool without anything to compare it with: hidden characters, sentences that give a model orders,
 * names that are drawn like another's. For the first time a server is discovered, when all it lists is taken as it is.
 */
export function toolFlags(tool: Fields, siblings: SiblingNames = NOBODY): DefinitionFinding[] {
  const findings = new Findings();
  const fields = pinnedFields(tool);
  findInTexts(null, fields, new Set(), findings);
  checkName(fields, siblings, findings);
  const alarming: ReadonlySet<string> = new Set(["hidden_characters", "instruction", "lookalike_name", "odd_name"]);
  return findings.worstFirst().filter(({ code }) => alarming.has(code));
}

/** Whether two definitions differ in the white space of their descriptions at the most. */
export function isRespaced(before: Fields, after: Fields): boolean {
  const text = respacedText(before);
  return text !== null && text === respacedText(after);
}

function compareProse(field: "title" | "description", before: unknown, after: unknown, findings: Findings): void {
  if (before === after) return;
  const what = before === undefined ? "new" : after === undefined ? "gone" : "different";
  findings.add("text_changed", "low", [field], `The ${field} is ${what}.`);
}

function checkName(tool: Fields, siblings: SiblingNames, findings: Findings): void {
  const { name } = tool;
  if (typeof name !== "string") return;
  const twin = siblings.byShape.get(shapeOf(name))?.find((other) => other !== name);
  if (twin !== undefined) {
    findings.add(
      "lookalike_name",
      "high",
      ["name"],
      `Its name looks like that of another tool, ${revealHidden(twin)}.`,
    );
  } else if (mixesAlphabets(name)) {
    findings.add("lookalike_name", "high", ["name"], "Its name mixes letters of alphabets that look alike.");
  }
  if (!PLAIN_NAME.test(name)) {
    const shown = revealHidden(name);
    findings.add("odd_name", "low", ["name"], `Its name holds characters that a tool's name shouldn't: ${shown}`);
  }
}
