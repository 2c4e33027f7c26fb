import { riskClasses } from "@policylayer/risk";
import type { CatalogueChangeView } from "@policylayer/services/catalogue";
import { z } from "zod";
import { CLASS_WORDS } from "../tools/risk-words";
import { counted, listed } from "./count-words";
import { code, type Prose, said } from "./prose";

const NAMES_SHOWN = 5;

const detailSchema = z.object({
  tools: z.number().optional().catch(undefined),
  changes: z.number().optional().catch(undefined),
  class: z.enum(riskClasses).optional().catch(undefined),
  class_before: z.enum(riskClasses).optional().catch(undefined),
  parameters_added: z.array(z.string()).catch([]),
  parameters_removed: z.array(z.string()).catch([]),
  description_changed: z.boolean().catch(false),
  hints_changed: z.boolean().catch(false),
  from: z.string().nullable().catch(null),
  to: z.string().nullable().catch(null),
});
type Detail = z.output<typeof detailSchema>;

/** One line of a server's history. */
export function changeInWords({ kind, tool, detail: given }: CatalogueChangeView): Prose {
  const detail = detailSchema.parse(given);
  const name = code(tool ?? "?");
  const rated = detail.class === undefined ? "" : ` (${CLASS_WORDS[detail.class].word})`;
  switch (kind) {
    case "listed":
      return said`Listed for the first time, with ${counted(detail.tools ?? 0, "tool")}.`;
    case "tool_added":
      return said`${name} is new${rated}.`;
    case "tool_removed":
      return said`${name} is gone${rated}.`;
    case "tool_changed":
      return said`${name} changed: ${whatChanged(detail)}.`;
    case "reclassified":
      return said`${name} is ${classChange(detail) ?? "classified anew"}; its definition is the same.`;
    case "more":
      return said`${counted(detail.changes ?? 0, "more change")} at the same time.`;
    case "version":
      return said`Version ${detail.to ?? "unknown"}${detail.from === null ? "" : `, before it ${detail.from}`}.`;
    case "status":
      return said`Now ${detail.to ?? "unknown"}${detail.from === null ? "" : `, before it ${detail.from}`}.`;
  }
}

function whatChanged(detail: Detail): string {
  const parts = [
    ...(detail.parameters_added.length === 0 ? [] : [`takes ${names(detail.parameters_added)}`]),
    ...(detail.parameters_removed.length === 0 ? [] : [`no longer takes ${names(detail.parameters_removed)}`]),
    ...(detail.description_changed ? ["another description"] : []),
    ...(detail.hints_changed ? ["other hints"] : []),
  ];
  const now = classChange(detail);
  if (now !== null) parts.push(`now ${now}`);
  return parts.length === 0 ? "its definition" : parts.join("; ");
}

function classChange({ class: rated, class_before: before }: Detail): string | null {
  if (rated === undefined || before === undefined) return null;
  return `${CLASS_WORDS[rated].word} instead of ${CLASS_WORDS[before].word}`;
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, NAMES_SHOWN);
  return listed(all.length > shown.length ? [...shown, `${all.length - shown.length} more`] : shown);
}
