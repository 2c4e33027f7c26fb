import type { Node } from "jsonc-parser";
import type { JsonPath } from "./json-pointer";
import type { PolicyProblem, ProblemCode } from "./policy-problem";

type Place = (offset: number, path: JsonPath, code: ProblemCode, message: string) => PolicyProblem;

/**
 * Where a value stands in the text, or the name of the field that holds it. Of two fields with one name the last is meant,
 * as `JSON.parse` does. A path that doesn't resolve ends at the nearest place that does.
 */
export function offsetOf(root: Node, path: JsonPath, at: "key" | "value"): number {
  let node = root;
  let keyOffset = root.offset;
  for (const segment of path) {
    if (typeof segment === "number") {
      const item = node.children?.[segment];
      if (item === undefined) break;
      node = item;
      keyOffset = item.offset;
    } else {
      const property = node.children?.findLast((child) => keyOf(child) === segment);
      const value = property?.children?.[1];
      if (property === undefined || value === undefined) break;
      node = value;
      keyOffset = property.offset;
    }
  }
  return at === "key" ? keyOffset : node.offset;
}

/** A name that stands twice in one object: parsers disagree on which one counts, so neither does. */
export function findDuplicateKeys(root: Node, place: Place): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  visit(root, [], (node, path) => {
    if (node.type !== "object") return;
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const key = keyOf(property);
      if (seen.has(key)) {
        const message = `\`${key}\` stands here a second time; keep one of the two.`;
        problems.push(place(property.offset, [...path, key], "duplicate_key", message));
      }
      seen.add(key);
    }
  });
  return problems;
}

/** NUL and half of a surrogate pair are legal in JSON, but no database or terminal shows them as they are. */
export function findBadCharacters(root: Node, place: Place): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const message = "This text holds a character that can't be stored (NUL, or half of a surrogate pair); remove it.";
  visit(root, [], (node, path) => {
    if (node.type === "string" && isUnstorable(node.value)) {
      problems.push(place(node.offset, path, "bad_character", message));
    }
    for (const property of node.type === "object" ? (node.children ?? []) : []) {
      const key = keyOf(property);
      if (isUnstorable(key)) problems.push(place(property.offset, [...path, key], "bad_character", message));
    }
  });
  return problems;
}

/** Whether a text can't be kept in a database as it is. */
export function isUnstorable(text: string): boolean {
  return /[\0\p{Surrogate}]/u.test(text);
}

function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

/** The depth is bounded by whoever parsed the text. */
function visit(node: Node, path: JsonPath, see: (node: Node, path: JsonPath) => void): void {
  see(node, path);
  for (const [index, child] of (node.children ?? []).entries()) {
    if (node.type === "array") visit(child, [...path, index], see);
    else if (child.children?.[1] !== undefined) visit(child.children[1], [...path, keyOf(child)], see);
  }
}
