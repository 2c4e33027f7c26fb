import { counterNameFor } from "./counter-name";
import { isGlob } from "./glob";
import { isUnstorable } from "./json-tree";
import type { PolicyDocument, Rule } from "./policy-document";
import { toolNameSchema, toolsMax } from "./policy-schema";
import { sizeProblem } from "./read-json";

/** What a server says of its own tool. Hints: untrusted, so they only choose where a person starts from. */
export interface DraftTool {
  readonly name: string;
  readonly annotations?:
    | { readonly readOnlyHint?: boolean | undefined; readonly destructiveHint?: boolean | undefined }
    | undefined;
}

/**
 * A document to start from, as canonical text that always parses. Denied by default; a tool said to destroy is hidden (also
 * when it is said to be read-only), one said to only read is allowed, and every other one is limited to 10 calls a minute.
 * Tools whose name would be a glob, or isn't storable, and those beyond the first thousand are left to the default.
 */
export function draftPolicy(tools: readonly DraftTool[]): string {
  const byName = new Map(tools.filter(({ name }) => isExactName(name)).map((tool) => [tool.name, tool]));
  return draftOf([...byName.values()].slice(0, toolsMax));
}

/** Halves what it drafts until it fits: only a thousand very long names don't. */
function draftOf(drafted: readonly DraftTool[]): string {
  const hide = drafted.filter(isDestructive).map(({ name }) => name);
  const usable = drafted.filter((tool) => !isDestructive(tool));
  const document: PolicyDocument = {
    version: "1",
    default: "deny",
    description:
      "A draft from what the server says of its tools: reading is allowed, destroying is hidden, everything else is limited.",
    ...(hide.length === 0 ? {} : { hide }),
    tools: Object.fromEntries(usable.map((tool) => [tool.name, draftRule(tool)])),
  };
  const text = JSON.stringify(document, null, 2);
  return sizeProblem(text) === null ? text : draftOf(drafted.slice(0, Math.floor(drafted.length / 2)));
}

function draftRule({ name, annotations }: DraftTool): Rule {
  if (annotations?.readOnlyHint === true) return {};
  return { limits: [{ counter: counterNameFor(name), window: "minute", max: 10, scope: "grant" }] };
}

function isDestructive({ annotations }: DraftTool): boolean {
  return annotations?.destructiveHint === true;
}

function isExactName(name: string): boolean {
  return toolNameSchema.safeParse(name).success && !isGlob(name) && !isUnstorable(name);
}
