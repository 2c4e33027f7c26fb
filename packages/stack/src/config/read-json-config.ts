import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { CONFIG_DEPTH_MAX, type ConfigValue, isTable, lineAt, type ReadConfig } from "./config-value";

/** JSON as the clients take it: with comments and trailing commas. Of a name that stands twice the last counts. */
export function readJsonConfig(text: string): ReadConfig {
  const tooDeepAt = offsetBelow(text, CONFIG_DEPTH_MAX);
  if (tooDeepAt !== null) return refuse(text, tooDeepAt, `is nested more than ${CONFIG_DEPTH_MAX} levels deep`);
  const errors: ParseError[] = [];
  const node = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: false });
  const [error] = errors;
  if (error !== undefined)
    return refuse(text, error.offset, MISTAKES.get(printParseErrorCode(error.error)) ?? "isn't valid JSON");
  const root = node === undefined ? null : toValue(node);
  if (root === null || !isTable(root)) return refuse(text, 0, "isn't a JSON object");
  return { ok: true, root };
}

function toValue(node: Node): ConfigValue {
  if (node.type === "array") return (node.children ?? []).map(toValue);
  if (node.type === "object") {
    const entries = (node.children ?? []).flatMap(({ children }): [string, ConfigValue][] => {
      const [name, value] = children ?? [];
      return name === undefined || value === undefined ? [] : [[String(name.value), toValue(value)]];
    });
    return new Map(entries);
  }
  const value: unknown = node.value;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** The parser recurses, its scanner doesn't: depth is bounded before anything is parsed. */
function offsetBelow(text: string, depthMax: number): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === "{" || first === "[") depth += 1;
    else if (first === "}" || first === "]") depth -= 1;
    if (depth > depthMax) return scanner.getTokenOffset();
  }
  return null;
}

function refuse(text: string, offset: number, message: string): ReadConfig {
  return { ok: false, problem: { line: lineAt(text, offset), message } };
}

const MISTAKES = new Map([
  ["InvalidSymbol", "isn't JSON here: put names and text in double quotes"],
  ["PropertyNameExpected", "needs a name in double quotes here"],
  ["ValueExpected", "needs a value here"],
  ["ColonExpected", "lacks a colon between a name and its value here"],
  ["CommaExpected", "lacks a comma before this"],
  ["CloseBraceExpected", "lacks a closing }"],
  ["CloseBracketExpected", "lacks a closing ]"],
  ["EndOfFileExpected", "has something after its end"],
  ["UnexpectedEndOfString", "has a text without its closing double quote"],
  ["UnexpectedEndOfComment", "has a comment that isn't closed"],
]);
