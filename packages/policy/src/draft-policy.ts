import { isGlob } from "./glob";
import { isUnstorable } from "./json-tree";
import { parsePolicyValue } from "./parse-policy";
import type { PolicyDocument, Rule } from "./policy-document";
import { toolNameSchema, toolsMax } from "./policy-schema";
import { type RatedTool, recommendRule } from "./recommend-rule";

/**
 * A document to start from, as canonical text that always parses: for each tool the rule recommended for its class, and
 * nothing else. Tools whose name would be a glob, or isn't storable, and those beyond the first thousand are left to the
 * default, which denies.
 */
export function draftPolicy(tools: readonly RatedTool[]): string {
  const byName = new Map(tools.filter(({ name }) => isDraftable(name)).map((tool) => [tool.name, tool]));
  return draftOf([...byName.values()].slice(0, toolsMax));
}

/**
 * What schemas say of arguments is left out when all of it together is more than a document may hold; then the draft is
 * halved until it fits, which only a thousand very long names need.
 */
function draftOf(drafted: readonly RatedTool[]): string {
  const whole = textOf(drafted) ?? textOf(drafted.map(({ name, class: rated }) => ({ name, class: rated })));
  return whole ?? draftOf(drafted.slice(0, Math.floor(drafted.length / 2)));
}

function textOf(drafted: readonly RatedTool[]): string | null {
  const rules = drafted.map((tool) => ({ name: tool.name, rule: recommendRule(tool).rule }));
  const hide = rules.filter(({ rule }) => rule === null).map(({ name }) => name);
  const usable = rules.flatMap(({ name, rule }): [string, Rule][] => (rule === null ? [] : [[name, rule]]));
  const document: PolicyDocument = {
    version: "1",
    default: "deny",
    description:
      "A draft by the risk of each tool: reading is allowed, writing and running are limited, money waits for a person, destroying is hidden.",
    ...(hide.length === 0 ? {} : { hide }),
    tools: Object.fromEntries(usable),
  };
  const parsed = parsePolicyValue(document);
  return parsed.ok ? parsed.text : null;
}

/** Whether a document can name this tool and no other. */
export function isDraftable(name: string): boolean {
  return toolNameSchema.safeParse(name).success && !isGlob(name) && !isUnstorable(name);
}
